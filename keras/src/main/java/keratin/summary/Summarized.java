package keratin.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model says of itself for a {@link Summary}. */
public interface Summarized {
  /** The model's name. */
  String name();

  /** Its layers in order; those inside nested models are {@link LayerRow#nested}. */
  List<LayerRow> summaryRows();

  /** True if its layers are not a chain, so that the summary says how they are connected. */
  default boolean isBranched() {
    return false;
  }

  /** The weights that training changes. */
  Parameters trainableParameters();

  /** The weights that training leaves alone. */
  Parameters nonTrainableParameters();

  /** The optimizer's variables; null until there are any. */
  @Nullable Parameters optimizerParameters();
}

package keratin.models;

import java.util.ArrayList;
import java.util.List;
import keratin.layers.Layer;
import keratin.summary.LayerRow;
import keratin.summary.Parameters;
import keratin.summary.Summarized;
import keratin.summary.Summary;
import keratin.tensor.Shape;
import keratin.tensor.Variable;
import keratin.training.Trainer;
import org.jspecify.annotations.Nullable;

/**
 * Layers that are trained together.
 *
 * <p>Made of a list of layers by {@link Sequential}, or by subclassing: keep layers in fields with
 * {@code track}, and write {@code call}.
 *
 * {@snippet :
 * final class Mlp extends Model {
 *   private final Dense hidden = track(new Dense(64).activation("relu"));
 *   private final Dense logits = track(new Dense(10));
 *
 *   @Override protected Tensor call(Tensor x, boolean training) {
 *     return logits.of(hidden.of(x, training), training);
 *   }
 * }
 * }
 *
 * @see <a href="https://keras.io/api/models/model/">keras.Model</a>
 */
public abstract class Model extends Trainer implements Summarized {
  /** A model without layers yet. */
  protected Model() {}

  /** Prints the table of layers, as Keras does. */
  public void summary() {
    Summary.of(this).print();
  }

  @Override
  public List<LayerRow> summaryRows() {
    List<LayerRow> rows = new ArrayList<>();
    for (Layer layer : sublayers()) {
      rows.add(row(layer, List.of()));
    }
    return rows;
  }

  /** A layer's row; {@code outputs} is empty if its shapes are not known. */
  static LayerRow row(Layer layer, List<Shape> outputs) {
    List<Variable> weights = layer.weights();
    return new LayerRow(
        layer.name(),
        layer.className(),
        LayerRow.shape(outputs),
        layer.isBuilt() ? layer.countParams() : null,
        weights.isEmpty() ? null : layer.isTrainable(),
        List.of(),
        layer instanceof Model model ? model.summaryRows() : List.of());
  }

  @Override
  public Parameters trainableParameters() {
    return Parameters.of(trainableVariables());
  }

  @Override
  public Parameters nonTrainableParameters() {
    return Parameters.of(nonTrainableVariables());
  }

  @Override
  public @Nullable Parameters optimizerParameters() {
    List<Variable> variables = optimizerVariables();
    return variables.isEmpty() ? null : Parameters.of(variables);
  }
}

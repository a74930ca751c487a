package keratin.tensor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in the use of tensors; the text says what came, what was expected and what to do.
 *
 * <p>On its way out, layers add where it happened, the innermost first:
 *
 * <pre>
 * matmul: a (32, 784) has inner dimension 784 but b (512, 10) has 512
 *   in Dense "logits" (units=10), layer 4 of Sequential "mnist"
 *   The layer was built for inputs ending in 512. …
 * </pre>
 */
public class TensorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> path = new ArrayList<>();
  private @Nullable String advice;

  /** An exception with this text. */
  public TensorException(String message) {
    super(message);
  }

  /** An exception with this text, raised because of {@code cause}. */
  public TensorException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Adds where it happened: a layer, then its place in a model. */
  public final TensorException within(String place) {
    path.add(place);
    return this;
  }

  /** Adds what to do, unless something closer to the mistake already said so. */
  public final TensorException advise(String text) {
    if (advice == null) {
      advice = text;
    }
    return this;
  }

  @Override
  public String getMessage() {
    StringBuilder text = new StringBuilder(String.valueOf(super.getMessage()));
    if (!path.isEmpty()) {
      text.append("\n  in ").append(String.join(", ", path));
    }
    if (advice != null) {
      text.append("\n  ").append(advice);
    }
    return text.toString();
  }
}

package keratin.activations;

import java.io.Serializable;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;

/**
 * A function from tensors to tensors of the same shape: {@code Activations::relu}, a lambda.
 *
 * <p>Serializable only so that {@link Activations#get} can ask a method reference for its name.
 */
@FunctionalInterface
public interface ActivationFunction extends Serializable {
  /** The activated tensor. */
  Tensor call(Tensor x);

  /** The name in configs. */
  default String name() {
    throw new IllegalStateException(
        "An activation given as a lambda has no name to be saved under. Give it by name (\"relu\"),"
            + " or register it: Activations.register(\"my_activation\", x -> …)");
  }

  /** The one op that does the same, if there is one: a layer can fuse it with what comes before. */
  default @Nullable Unary op() {
    return null;
  }
}

package keratin.tensor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operation on tensors, as a value: comparable, printable, without numbers of its own.
 *
 * <p>An op says which shapes and dtypes come out ({@link #infer}) and what its gradient is ({@link
 * #vjp}); a {@link Backend} says how the numbers are made. Gradients are written in tensor ops, so
 * that they have gradients themselves.
 */
public sealed interface Op permits Primitive, Fused, CustomOp {
  /** The name that errors and graphs show, {@code "matmul"} for {@code MatMul}. */
  default String label() {
    String name = this instanceof Enum<?> row ? row.name() : getClass().getSimpleName();
    return this instanceof Enum<?>
        ? name.toLowerCase(Locale.ROOT)
        : name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /**
   * Shapes and dtypes of the outputs.
   *
   * @throws TensorException if the inputs do not fit; nothing was allocated yet
   */
  Spec[] infer(Spec[] in);

  /**
   * The vector-Jacobian product: gradients of the inputs from those of the outputs.
   *
   * <p>A gradient may keep the axes that the op broadcast: the tape sums them away. {@code null}
   * means that an input has no gradient.
   *
   * @param in the inputs of the call
   * @param out its outputs
   * @param dy the gradient of every output, of the output's shape
   */
  @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy);

  /**
   * As {@link #vjp(Tensor[], Tensor[], Tensor[])}, where some gradients will not be read: the first
   * layer's input has none to pass on. Ops whose gradients are expensive leave those out.
   *
   * @param wanted whether the gradient of an input will be read; the others may be {@code null}
   */
  default @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy, boolean[] wanted) {
    return vjp(in, out, dy);
  }

  /**
   * True if {@link #vjp} reads the numbers of this input, and not only its shape and dtype: a tape
   * lets go of the others' memory.
   */
  default boolean keepsInput(int index) {
    return true;
  }

  /** As {@link #keepsInput}, for an output. */
  default boolean keepsOutput(int index) {
    return true;
  }

  /**
   * False for an output that is there for {@link #vjp} to read, such as the gates of a recurrent
   * layer: where no gradient comes for it, none is made up of zeros, and {@code dy} has a tensor
   * without numbers in its place.
   */
  default boolean needsGradient(int index) {
    return true;
  }

  /** False if no gradient ever flows through; a tape does not record such calls. */
  default boolean isDifferentiable() {
    return true;
  }
}

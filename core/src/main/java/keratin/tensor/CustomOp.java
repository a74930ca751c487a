package keratin.tensor;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import keratin.memory.Memory;

/**
 * An op of the user's own: numbers made from tensors by {@link #forward}, gradient by {@link #vjp}.
 *
 * <p>{@code vjp} gets the inputs and outputs of the call, which the tape keeps alive; other tensors
 * that {@code forward} made may be gone by then. For a single function {@code
 * keratin.ops.Ops.customGradient} is shorter.
 */
public non-sealed interface CustomOp extends Op {
  // Two lengths for what is unknown: where the outputs differ, they depend on it.
  int[] TRIAL_LENGTHS = {83, 89};

  /** The outputs; runs with the tapes paused, so only {@link #vjp} counts for gradients. */
  Tensor[] forward(Tensor[] in);

  /**
   * True if {@link #forward} is only a name for ops: tapes hear these, and do not ask for {@link
   * #vjp}.
   */
  default boolean isTransparent() {
    return false;
  }

  /**
   * The outputs' specs, asked for only while a model is being described. By default found by
   * running {@link #forward} on zeros.
   */
  @Override
  default Spec[] infer(Spec[] in) {
    Spec[] first;
    Spec[] second;
    try {
      first = trial(in, axis -> TRIAL_LENGTHS[0]);
      second = trial(in, axis -> TRIAL_LENGTHS[1]);
    } catch (ShapeException e) {
      return agreeing(in, e);
    }
    Spec[] out = differing(first, second);
    try {
      // The smaller of an unknown and a known length is not known either.
      return differing(out, trial(in, axis -> 1));
    } catch (TensorException e) {
      return out;
    }
  }

  private static Spec[] differing(Spec[] first, Spec[] second) {
    Spec[] out = first.clone();
    for (int i = 0; i < out.length; i++) {
      int[] dims = first[i].shape().dims();
      Shape other = second[i].shape();
      for (int axis = 0; axis < dims.length && other.rank() == dims.length; axis++) {
        dims[axis] = dims[axis] == other.dim(axis) ? dims[axis] : Shape.UNKNOWN;
      }
      out[i] = first[i].as(Shape.of(dims));
    }
    return out;
  }

  /** An unknown length may have to be that of another input's axis. */
  private Spec[] agreeing(Spec[] in, ShapeException why) {
    try {
      Spec[] out = trial(in, axis -> lengthBeside(in, axis));
      for (int i = 0; i < out.length; i++) {
        int[] dims = out[i].shape().dims();
        Arrays.setAll(dims, axis -> dims[axis] == 1 ? Shape.UNKNOWN : dims[axis]);
        out[i] = out[i].as(Shape.of(dims));
      }
      return out;
    } catch (ShapeException e) {
      throw new ShapeException(
          "%s: no shape was found for the inputs %s. With lengths put in for unknown ones: %s"
              .formatted(label(), Arrays.toString(in), why.getMessage()));
    }
  }

  private static int lengthBeside(Spec[] in, int axis) {
    return Arrays.stream(in)
        .map(Spec::shape)
        .filter(shape -> shape.rank() > axis && shape.dim(axis) != Shape.UNKNOWN)
        .mapToInt(shape -> shape.dim(axis))
        .findFirst()
        .orElse(1);
  }

  private Spec[] trial(Spec[] in, IntUnaryOperator lengthOfAxis) {
    return Recorders.paused(
        () ->
            Memory.tidy(
                "the trial run of " + label(),
                () -> {
                  Tensor[] zeros = new Tensor[in.length];
                  for (int i = 0; i < in.length; i++) {
                    int[] dims = in[i].shape().dims();
                    for (int axis = 0; axis < dims.length; axis++) {
                      dims[axis] =
                          dims[axis] == Shape.UNKNOWN ? lengthOfAxis.applyAsInt(axis) : dims[axis];
                    }
                    zeros[i] = Tensor.full(in[i].dtype(), 0, dims);
                  }
                  Tensor[] out = forward(zeros);
                  Spec[] specs = new Spec[out.length];
                  for (int i = 0; i < out.length; i++) {
                    specs[i] = out[i].spec();
                  }
                  return specs;
                }));
  }
}

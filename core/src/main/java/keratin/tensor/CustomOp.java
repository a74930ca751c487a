package keratin.tensor;

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
   * The outputs' specs, asked for only while a model is being described. By default found by
   * running {@link #forward} on zeros.
   */
  @Override
  default Spec[] infer(Spec[] in) {
    Spec[] first = trial(in, TRIAL_LENGTHS[0]);
    Spec[] second = trial(in, TRIAL_LENGTHS[1]);
    Spec[] out = new Spec[first.length];
    for (int i = 0; i < out.length; i++) {
      int[] dims = first[i].shape().dims();
      for (int axis = 0; axis < dims.length; axis++) {
        boolean same = dims[axis] == second[i].shape().dim(axis);
        dims[axis] = same ? dims[axis] : Shape.UNKNOWN;
      }
      out[i] = first[i].as(Shape.of(dims));
    }
    return out;
  }

  private Spec[] trial(Spec[] in, int length) {
    return Recorders.paused(
        () ->
            Memory.tidy(
                "the trial run of " + label(),
                () -> {
                  Tensor[] zeros = new Tensor[in.length];
                  for (int i = 0; i < in.length; i++) {
                    int[] dims = in[i].shape().dims();
                    for (int axis = 0; axis < dims.length; axis++) {
                      dims[axis] = dims[axis] == Shape.UNKNOWN ? length : dims[axis];
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

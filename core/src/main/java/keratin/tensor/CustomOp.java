package keratin.tensor;

/**
 * An op of the user's own: numbers made from tensors by {@link #forward}, gradient by {@link #vjp}.
 */
public non-sealed interface CustomOp extends Op {
  /** The outputs; runs with the tapes paused, so only {@link #vjp} counts for gradients. */
  Tensor[] forward(Tensor[] in);

  /** By default found by running nothing: the outputs' specs are those of {@link #forward}. */
  @Override
  Spec[] infer(Spec[] in);
}

package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Several ops done in one pass. A backend may have a fast path; every other backend runs {@link
 * #decompose}, which is also the definition of what the op means.
 */
public non-sealed interface Fused extends Op {
  /** The same in smaller ops. */
  Tensor[] decompose(Tensor[] in);

  /**
   * True if {@link #vjp} is not the gradient of the decomposition by definition: then tapes see
   * this op even where a backend decomposes it.
   */
  default boolean definesGradient() {
    return false;
  }

  /** By default the gradient of the decomposition, which has gradients of every order. */
  @Override
  default @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    try (Tape tape = new Tape(false)) {
      for (Tensor x : in) {
        tape.watch(x);
      }
      Tensor[] again = decompose(in);
      return tape.gradient(again, in, dy);
    }
  }
}

package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Several ops done in one pass. A backend may have a fast path; every other backend runs {@link
 * #decompose}, which is also the definition of what the op means.
 */
public non-sealed interface Fused extends Op {
  /** The same in smaller ops. */
  Tensor[] decompose(Tensor[] in);

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

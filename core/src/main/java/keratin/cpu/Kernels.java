package keratin.cpu;

import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.Tensor;

/** Kernels of one kind: plain Java, the Vector API, matrix products. */
interface Kernels {
  /** True if {@link #run} has a kernel for this fused op on these inputs. */
  default boolean fuses(Fused op, Tensor[] in) {
    return false;
  }

  /** Makes the numbers, or returns false if there is no kernel for this call here. */
  boolean run(Op op, Tensor[] in, Tensor[] out);
}

package keratin.cpu;

import keratin.tensor.Binary;
import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;

/** Kernels of one kind: plain Java, the Vector API, matrix products. */
interface Kernels {
  /** True if {@link #run} has a kernel for this fused op on these inputs. */
  default boolean fuses(Fused op, Tensor[] in) {
    return false;
  }

  /** Makes the numbers, or returns false if there is no kernel for this call here. */
  boolean run(Op op, Tensor[] in, Tensor[] out);

  /** As {@link #run(Op, Tensor[], Tensor[])}, without arrays. */
  default boolean run(Unary op, Tensor x, Tensor y) {
    return run(op, new Tensor[] {x}, new Tensor[] {y});
  }

  /** As {@link #run(Op, Tensor[], Tensor[])}, without arrays. */
  default boolean run(Binary op, Tensor a, Tensor b, Tensor y) {
    return run(op, new Tensor[] {a, b}, new Tensor[] {y});
  }
}

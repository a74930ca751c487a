package keratin.cpu;

import keratin.tensor.Binary;
import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.Reduce;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;

/** Kernels in the Vector API: what a training step spends its time on, mostly in float32. */
final class VectorKernels implements Kernels {
  @Override
  public boolean fuses(Fused op, Tensor[] in) {
    return VectorFused.has(op, in);
  }

  @Override
  public boolean run(Op op, Tensor[] in, Tensor[] out) {
    return switch (op) {
      case Unary unary -> VectorUnary.run(unary, in[0], out[0]);
      case Binary binary -> VectorBinary.run(binary, in[0], in[1], out[0]);
      case Reduce reduce -> VectorReductions.run(reduce, in[0], out[0]);
      case Fused fused -> VectorFused.run(fused, in, out);
      default -> false;
    };
  }
}

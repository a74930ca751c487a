package keratin.cpu;

import keratin.tensor.ArgReduce;
import keratin.tensor.Binary;
import keratin.tensor.Cast;
import keratin.tensor.Compare;
import keratin.tensor.Cumulate;
import keratin.tensor.Fused;
import keratin.tensor.Logical;
import keratin.tensor.Op;
import keratin.tensor.Reduce;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Select;
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
      case Unary unary -> run(unary, in[0], out[0]);
      case Binary binary -> run(binary, in[0], in[1], out[0]);
      case Reduce reduce -> VectorReductions.run(reduce, in[0], out[0]);
      case Compare compare -> VectorCompare.run(compare, in[0], in[1], out[0]);
      case Logical logical -> {
        VectorBinary.run(logical, in[0], in[1], out[0]);
        yield true;
      }
      case Select select -> VectorSelect.run(in[0], in[1], in[2], out[0]);
      case Cast cast -> VectorCast.run(in[0], out[0]);
      case ArgReduce arg -> VectorArgReduce.run(arg, in[0], out[0]);
      case Cumulate cumulate -> {
        VectorCumulate.run(cumulate, in[0], out[0]);
        yield true;
      }
      case ScatterAdd scatter -> VectorScatter.scatterAdd(scatter, in[0], in[1], out[0]);
      case Fused fused -> VectorFused.run(fused, in, out);
      default -> false;
    };
  }

  @Override
  public boolean run(Unary op, Tensor x, Tensor y) {
    VectorUnary.run(op, x, y);
    return true;
  }

  @Override
  public boolean run(Binary op, Tensor a, Tensor b, Tensor y) {
    VectorBinary.run(op, a, b, y);
    return true;
  }
}

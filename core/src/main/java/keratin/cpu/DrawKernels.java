package keratin.cpu;

import keratin.memory.Raw;
import keratin.random.Philox;
import keratin.tensor.DType;
import keratin.tensor.DropoutOp;
import keratin.tensor.Fused;
import keratin.tensor.Op;
import keratin.tensor.RandomDraw;
import keratin.tensor.Tensor;

/** Random draws and dropout. */
final class DrawKernels implements Kernels {
  @Override
  public boolean fuses(Fused op, Tensor[] in) {
    return op instanceof DropoutOp;
  }

  @Override
  public boolean run(Op op, Tensor[] in, Tensor[] out) {
    switch (op) {
      case DropoutOp dropout ->
          RandomKernels.dropout(
              stream(in[1]),
              out[0].size(),
              out[0].dtype(),
              dropout.rate(),
              in[0].address(),
              out[0].address());
      case RandomDraw draw -> draw(draw, in, out[0]);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Makes the numbers of a draw. */
  static void draw(RandomDraw op, Tensor[] in, Tensor y) {
    Philox stream = stream(in[0]);
    long n = y.size();
    long out = y.address();
    DType dtype = y.dtype();
    switch (op) {
      case RandomDraw.Uniform u -> RandomKernels.uniform(stream, n, dtype, u.min(), u.max(), out);
      case RandomDraw.Normal g -> RandomKernels.normal(stream, n, dtype, g.mean(), g.stddev(), out);
      case RandomDraw.TruncatedNormal g ->
          RandomKernels.truncatedNormal(stream, n, dtype, g.mean(), g.stddev(), out);
      case RandomDraw.Integers i -> {
        if (dtype == DType.INT64) {
          RandomKernels.uniformLong(stream, n, i.low(), i.high(), out);
        } else {
          RandomKernels.uniformInt(stream, n, (int) i.low(), (int) i.high(), out);
        }
      }
      case RandomDraw.Gamma g -> {
        long alphas = in[1].size();
        if (n > 0) {
          GammaKernel.gamma(stream, n / alphas, alphas, dtype, in[1].address(), out);
        }
      }
      case RandomDraw.Binomial b -> {
        long pairs = in[1].size();
        if (n > 0) {
          BinomialKernel.binomial(
              stream,
              n / pairs,
              pairs,
              in[1].dtype(),
              in[1].address(),
              in[2].address(),
              dtype,
              out);
        }
      }
      case RandomDraw.Categorical c ->
          CategoricalKernel.categorical(
              stream,
              in[1].shape().dim(0),
              in[1].shape().dim(1),
              c.samples(),
              in[1].dtype(),
              in[1].address(),
              out,
              dtype == DType.INT64);
      case RandomDraw.Order o -> ShuffleKernel.order(stream, o.n(), out);
    }
  }

  private static Philox stream(Tensor seed) {
    long address = seed.address();
    long first = Raw.getLong(address);
    long second = Raw.getLong(address + 8);
    return seed.size() == 2
        ? Philox.ofSeed(first, second)
        : new Philox(Raw.getLong(address + 16), first, second);
  }
}

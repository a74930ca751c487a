package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The a-th derivative of digamma at x for tensors of both, element by element; nan where a is no
 * whole number from 0 on, and no gradient by a.
 */
public record PolygammaOf() implements CustomOp {
  @Override
  public String label() {
    return "polygamma";
  }

  @Override
  public Tensor[] forward(Tensor[] in) {
    return new Tensor[] {PairwiseReals.of(this, in, PolygammaOf::at)};
  }

  private static double at(double a, double x) {
    return a >= 0 && a == Math.rint(a) ? SpecialFunctions.polygamma((int) a, x) : Double.NaN;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {null, dy[0].mul(Engine.run(this, in[0].add(1), in[1]))};
  }
}

package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Hurwitz' zeta function, {@code ζ(x, q) = Σ (q + k)⁻ˣ} over k ≥ 0, element by element; no gradient
 * by x.
 */
public record Zeta() implements CustomOp {
  @Override
  public Tensor[] forward(Tensor[] in) {
    return new Tensor[] {PairwiseReals.of(this, in, SpecialFunctions::hurwitz)};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor slope = Engine.run(this, in[0].add(1), in[1]).mul(in[0].neg());
    return new @Nullable Tensor[] {null, dy[0].mul(slope)};
  }
}

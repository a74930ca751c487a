package keratin.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The n-th derivative of digamma, {@code (−1)ⁿ⁺¹ n! Σ 1/(x + k)ⁿ⁺¹} over k ≥ 0, for positive x;
 * integers must be cast first.
 *
 * @param n which derivative, from 0 for digamma itself
 */
public record Polygamma(int n) implements CustomOp {
  /** Checks n. */
  public Polygamma {
    if (n < 0) {
      throw new TensorException("polygamma: n must not be negative, but is " + n + ".");
    }
  }

  @Override
  public Tensor[] forward(Tensor[] in) {
    Expect.floating(label(), "x", in[0].spec());
    double[] values = in[0].toDoubleArray();
    Arrays.setAll(values, i -> SpecialFunctions.polygamma(n, values[i]));
    return new Tensor[] {Tensor.of(values, in[0].shape()).cast(in[0].dtype())};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {dy[0].mul(Engine.run(new Polygamma(n + 1), in[0]))};
  }
}

package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Layer normalization: every row with its own statistics, {@code y = (x − mean) / √(variance + ε) ·
 * gamma + beta}, over the last axis. Without centering, by the root mean square alone: {@code y = x
 * / √(mean(x²) + ε) · gamma + beta}.
 *
 * <p>Inputs of one floating dtype: x {@code (…, n)}, gamma and beta {@code (n)}; output like x.
 *
 * @param centered whether the mean is subtracted
 * @param epsilon what keeps the divisor above 0
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros and Hinton, 2016</a>
 * @see <a href="https://arxiv.org/abs/1910.07467">Zhang and Sennrich, 2019</a>
 */
public record LayerNorm(boolean centered, double epsilon) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 3, "x, gamma, beta");
    Expect.rank(label(), "x", in[0], 1);
    Spec features = BatchNorm.channels(label(), in[0], in[0].shape().rank() - 1);
    Expect.perChannel(label(), "gamma", in[1], features);
    Expect.perChannel(label(), "beta", in[2], features);
    return new Spec[] {in[0]};
  }

  /**
   * Rows brought to mean 0 and variance 1, and the factors that did it.
   *
   * @param normal {@code x̂}, like x
   * @param inverse {@code 1/√(variance + ε)}, {@code (…, 1)}
   */
  record Standard(Tensor normal, Tensor inverse) {
    static Standard of(Tensor x, boolean centered, double epsilon) {
      Tensor distance = centered ? x.sub(mean(x)) : x;
      Tensor inverse = mean(distance.square()).add(epsilon).rsqrt();
      return new Standard(distance.mul(inverse), inverse);
    }

    static Tensor mean(Tensor x) {
      return SoftmaxOp.keep(Reduce.Kind.MEAN, x);
    }
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor x = BatchNorm.widened(in[0]);
    Tensor normal = Standard.of(x, centered, epsilon).normal();
    Tensor y = normal.mul(BatchNorm.widened(in[1])).add(BatchNorm.widened(in[2]));
    return new Tensor[] {y.cast(in[0].dtype())};
  }

  @Override
  public boolean keepsOutput(int index) {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return Engine.runAll(new LayerNormGrad(centered, epsilon), in[0], in[1], dy[0]);
  }
}

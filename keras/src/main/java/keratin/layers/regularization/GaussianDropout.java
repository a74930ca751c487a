package keratin.layers.regularization;

import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.Tensor;

/**
 * Multiplies the input in training with normal numbers of mean 1 and standard deviation {@code
 * √(rate / (1 − rate))}, that of {@link Dropout} of the same rate; in inference it does nothing
 * (Srivastava et al., 2014, <i>Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting</i>).
 *
 * @see <a
 *     href="https://keras.io/api/layers/regularization_layers/gaussian_dropout/">keras.layers.GaussianDropout</a>
 */
public final class GaussianDropout extends BaseNoise<GaussianDropout> {
  private GaussianDropout() {
    super("rate", BaseNoise.BELOW_ONE);
  }

  /**
   * A dropout.
   *
   * @param rate from 0 to less than 1
   */
  public GaussianDropout(double rate) {
    this();
    strength(rate);
  }

  @Override
  Tensor noisy(Tensor x, double rate, SeedGenerator generator) {
    double stddev = Math.sqrt(rate / (1 - rate));
    return x.isSymbolic()
        ? x.mul(1)
        : x.mul(RandomOps.normal(x.shape(), 1, stddev, computeDtype(), generator));
  }
}

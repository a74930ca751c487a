package keratin.layers.regularization;

import keratin.config.Kind;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.Tensor;

/**
 * Adds normal numbers with mean 0 to the input in training; in inference it does nothing.
 *
 * @see <a
 *     href="https://keras.io/api/layers/regularization_layers/gaussian_noise/">keras.layers.GaussianNoise</a>
 */
public final class GaussianNoise extends BaseNoise<GaussianNoise> {
  private GaussianNoise() {
    super("stddev", Kind.RATE);
  }

  /**
   * A noise.
   *
   * @param stddev its standard deviation, 0 to 1
   */
  public GaussianNoise(double stddev) {
    this();
    strength(stddev);
  }

  @Override
  Tensor noisy(Tensor x, double stddev, SeedGenerator generator) {
    return x.isSymbolic()
        ? x.mul(1)
        : x.add(RandomOps.normal(x.shape(), 0, stddev, computeDtype(), generator));
  }
}

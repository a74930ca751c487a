package keratin.initializers;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Normal numbers within two standard deviations of the mean; others are drawn again. Mean 0 and
 * standard deviation 0.05 unless told otherwise.
 */
public final class TruncatedNormal extends RandomInitializer {
  private final Option<Double> mean = option("mean", Kind.FLOAT, 0.0);
  private final Option<Double> stddev = option("stddev", Kind.FLOAT, 0.05);

  /** With the default mean and standard deviation. */
  public TruncatedNormal() {}

  /** With this mean and standard deviation. */
  public TruncatedNormal(double mean, double stddev) {
    this.mean.set(mean);
    this.stddev.set(stddev);
  }

  @Override
  public TruncatedNormal seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public TruncatedNormal seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }

  @Override
  public Tensor call(Shape shape, DType dtype) {
    return RandomOps.truncatedNormal(shape, mean.get(), stddev.get(), dtype, seed());
  }
}

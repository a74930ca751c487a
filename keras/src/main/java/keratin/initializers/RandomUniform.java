package keratin.initializers;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Uniform numbers in [minval, maxval), ±0.05 unless told otherwise. */
public final class RandomUniform extends RandomInitializer {
  private final Option<Double> minval = option("minval", Kind.FLOAT, -0.05);
  private final Option<Double> maxval = option("maxval", Kind.FLOAT, 0.05);

  /** Within ±0.05. */
  public RandomUniform() {}

  /** Within [minval, maxval). */
  public RandomUniform(double minval, double maxval) {
    this.minval.set(minval);
    this.maxval.set(maxval);
  }

  @Override
  public RandomUniform seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public RandomUniform seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }

  @Override
  public Tensor call(Shape shape, DType dtype) {
    return RandomOps.uniform(shape, minval.get(), maxval.get(), dtype, seed());
  }
}

package keratin.initializers;

import keratin.random.SeedGenerator;

/**
 * Uniform numbers within {@code ±√(6 / in)}, for layers followed by relu.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al., 2015</a>
 */
public final class HeUniform extends PresetScaling {
  /** Without a seed it takes a default one. */
  public HeUniform() {
    super(2, "fan_in", "uniform");
  }

  @Override
  public HeUniform seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public HeUniform seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }
}

package keratin.initializers;

import keratin.random.SeedGenerator;

/**
 * Uniform numbers within {@code ±√(6 / (in + out))}, also called Xavier uniform: the default of
 * most kernels.
 *
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, 2010</a>
 */
public final class GlorotUniform extends PresetScaling {
  /** Without a seed it takes a default one. */
  public GlorotUniform() {
    super(1, "fan_avg", "uniform");
  }

  @Override
  public GlorotUniform seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public GlorotUniform seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }
}

package keratin.initializers;

import keratin.random.SeedGenerator;

/**
 * Truncated normal numbers of variance {@code 2 / (in + out)}, also called Xavier normal.
 *
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, 2010</a>
 */
public final class GlorotNormal extends PresetScaling {
  /** Without a seed it takes a default one. */
  public GlorotNormal() {
    super(1, "fan_avg", "truncated_normal");
  }

  @Override
  public GlorotNormal seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public GlorotNormal seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }
}

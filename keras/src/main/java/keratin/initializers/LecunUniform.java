package keratin.initializers;

import keratin.random.SeedGenerator;

/**
 * Uniform numbers within {@code ±√(3 / in)}.
 *
 * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., 2017</a>
 */
public final class LecunUniform extends PresetScaling {
  /** Without a seed it takes a default one. */
  public LecunUniform() {
    super(1, "fan_in", "uniform");
  }

  @Override
  public LecunUniform seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public LecunUniform seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }
}

package keratin.initializers;

import keratin.random.SeedGenerator;

/**
 * Truncated normal numbers of variance {@code 2 / in}, for layers followed by relu.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al., 2015</a>
 */
public final class HeNormal extends PresetScaling {
  /** Without a seed it takes a default one. */
  public HeNormal() {
    super(2, "fan_in", "truncated_normal");
  }

  @Override
  public HeNormal seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public HeNormal seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }
}

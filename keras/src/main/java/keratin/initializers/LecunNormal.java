package keratin.initializers;

import keratin.random.SeedGenerator;

/**
 * Truncated normal numbers of variance {@code 1 / in}, for layers followed by selu.
 *
 * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., 2017</a>
 */
public final class LecunNormal extends PresetScaling {
  /** Without a seed it takes a default one. */
  public LecunNormal() {
    super(1, "fan_in", "truncated_normal");
  }

  @Override
  public LecunNormal seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public LecunNormal seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }
}

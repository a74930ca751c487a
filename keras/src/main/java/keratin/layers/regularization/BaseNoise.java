package keratin.layers.regularization;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.FluentLayer;
import keratin.random.SeedGenerator;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What layers that draw random numbers in training have in common: how strong they are, and a seed.
 * In inference they do nothing.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseNoise<SELF extends BaseNoise<SELF>> extends FluentLayer<SELF> {
  /** Rates of layers that cannot drop everything. */
  static final Kind<Double> BELOW_ONE =
      new Kind<>("a number from 0 to less than 1", BaseNoise::belowOne, v -> v);

  private final Option<Double> strength;
  private final Option<@Nullable Long> seed;
  private @Nullable SeedGenerator seeds;

  BaseNoise(String strengthName, Kind<Double> kind) {
    strength = required(strengthName, kind);
    seed = option("seed", Kind.LONG.orNull(), null);
  }

  private static double belowOne(Object source) {
    double rate = ((Number) source).doubleValue();
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException();
    }
    return rate;
  }

  /** Sets what must be given. */
  final void strength(double number) {
    strength.set(number);
  }

  /** The seed of the draws; without one the layer takes a default seed. */
  public final SELF seed(long number) {
    seed.set(number);
    return self();
  }

  /** The input with noise of this strength, above 0. */
  abstract Tensor noisy(Tensor x, double amount, SeedGenerator generator);

  /** Refuses inputs that the layer cannot take, in training or not. */
  void check(Tensor x) {}

  @Override
  protected final boolean needsNoBuild() {
    return true;
  }

  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  /** A layer without noise takes no seed. */
  @Override
  public final void drawSeeds() {
    super.drawSeeds();
    seeds();
  }

  private synchronized @Nullable SeedGenerator seeds() {
    if (seeds == null && strength.isGiven() && strength.get() > 0) {
      seeds = new SeedGenerator(seed.get());
    }
    return seeds;
  }

  @Override
  protected final Tensor call(Tensor x, boolean training) {
    check(x);
    SeedGenerator generator = seeds();
    return training && generator != null ? noisy(x, strength.get(), generator) : x;
  }
}

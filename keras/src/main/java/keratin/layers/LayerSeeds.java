package keratin.layers;

import keratin.config.Option;
import keratin.random.SeedGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where a layer that draws random numbers takes its seeds from: a generator that begins at the seed
 * the layer was given, or at a default seed.
 *
 * <p>It is made when default seeds are drawn, so that they come in the order of construction: the
 * layer asks for it in {@link Layer#drawSeeds}.
 */
public final class LayerSeeds {
  private final Option<@Nullable Long> seed;
  private @Nullable SeedGenerator generator;

  /** Seeds that begin with this option's. */
  public LayerSeeds(Option<@Nullable Long> seed) {
    this.seed = seed;
  }

  /** The generator; made at the first call. */
  public synchronized SeedGenerator generator() {
    SeedGenerator made = generator;
    if (made == null) {
      made = new SeedGenerator(seed.get());
      generator = made;
    }
    return made;
  }
}

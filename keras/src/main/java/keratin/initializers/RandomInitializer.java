package keratin.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.GlobalRandom;
import keratin.random.PendingSeeds;
import keratin.random.Seed;
import keratin.random.SeedGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An initializer that draws random numbers.
 *
 * <p>With a seed, or the default seed it takes when it has none, it gives the same values on every
 * call: one object used for two weights makes them equal. A {@link SeedGenerator} gives others each
 * time.
 */
public abstract class RandomInitializer extends Initializer implements PendingSeeds.Seeded {
  private static final Kind<Object> SEED =
      new Kind<>("an integer or a SeedGenerator", RandomInitializer::parse, seed -> write(seed));

  private final Option<@Nullable Object> seed = option("seed", SEED.orNull(), null);
  private @Nullable Long defaultSeed;

  /** An initializer that takes its place in the order of default seeds. */
  protected RandomInitializer() {
    PendingSeeds.enlist(this);
  }

  private static Object parse(Object source) {
    return switch (source) {
      case SeedGenerator generator -> generator;
      case Map<?, ?> map
          when "SeedGenerator".equals(map.get("class_name"))
              && map.get("config") instanceof Map<?, ?> config ->
          new SeedGenerator(config.get("seed") instanceof Number n ? n.longValue() : null);
      default -> Kind.LONG.parse().apply(source);
    };
  }

  private static Object write(Object seed) {
    if (!(seed instanceof SeedGenerator generator)) {
      return seed;
    }
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("module", "keras.random");
    config.put("class_name", "SeedGenerator");
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("seed", generator.seed());
    config.put("config", options);
    config.put("registered_name", null);
    return config;
  }

  /** The seed of all draws. */
  public RandomInitializer seed(long number) {
    seed.set(number);
    return this;
  }

  /** Where each call takes a seed of its own. */
  public RandomInitializer seed(SeedGenerator generator) {
    seed.set(generator);
    return this;
  }

  @Override
  public synchronized void drawSeeds() {
    if (defaultSeed == null && seed.get() == null) {
      defaultSeed = GlobalRandom.defaultSeed();
    }
  }

  /** What the next draw starts from. */
  protected final Seed seed() {
    PendingSeeds.settle();
    Object given = seed.get();
    if (given instanceof SeedGenerator generator) {
      return generator;
    }
    if (given instanceof Long number) {
      return Seed.of(number);
    }
    drawSeeds();
    Long drawn = defaultSeed;
    return Seed.of(drawn == null ? 0 : drawn);
  }
}

package keratin.random;

import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Seeds for draws, another one each time: {@code [seed, 0]}, {@code [seed, 1]}, {@code [seed, 2]}
 * and so on. The state is a variable, so that a saved model goes on where it stopped.
 *
 * <pre>{@code
 * var seeds = new SeedGenerator(42);
 * var a = RandomOps.normal(Shape.of(2, 3), seeds);
 * var b = RandomOps.normal(Shape.of(2, 3), seeds); // other numbers
 * }</pre>
 */
public final class SeedGenerator implements Seed {

  private final @Nullable Long initialSeed;
  private final Variable state;

  /** A generator that takes a default seed from {@link GlobalRandom}. */
  public SeedGenerator() {
    this(null);
  }

  /** A generator that begins at {@code seed}; null takes a default seed. */
  public SeedGenerator(@Nullable Long seed) {
    initialSeed = seed;
    long first = seed == null ? GlobalRandom.defaultSeed() : seed;
    Tensor start = Tensor.of(new long[] {first, 0}, Shape.of(2));
    state = new Variable(start, "seed_generator_state", false);
  }

  /** A generator that begins at {@code seed}. */
  public SeedGenerator(long seed) {
    this(Long.valueOf(seed));
  }

  /** The seed that was given, or null if it was left to chance: what a config holds. */
  public @Nullable Long seed() {
    return initialSeed;
  }

  /** The state, {@code (2,) int64}: the next draw's seed. */
  public Variable state() {
    return state;
  }

  /** The state of now; the state's second number grows by one. */
  public Tensor next() {
    long[] now = advance();
    return Tensor.of(now, Shape.of(2));
  }

  @Override
  public Tensor next(long outputs) {
    long[] now = advance();
    return Tensor.of(new long[] {Seed.fold(now[0]), Seed.fold(now[1])}, Shape.of(2));
  }

  private synchronized long[] advance() {
    long[] now = state.toLongArray();
    Tensor then = Tensor.of(new long[] {now[0], now[1] + 1}, Shape.of(2));
    state.assign(then);
    then.release("a seed generator");
    return now;
  }
}

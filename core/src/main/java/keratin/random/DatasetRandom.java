package keratin.random;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The numbers of {@code tf.data.Dataset.random}: every iteration begins with the first again. */
public final class DatasetRandom {
  private final long seed;
  private final long seed2;

  /**
   * Numbers with TensorFlow's seeds for a {@code random} called now.
   *
   * @param seed the operation's seed, or null
   */
  public DatasetRandom(@Nullable Long seed) {
    Philox start = GlobalRandom.operationStream(seed);
    this.seed = start.key();
    seed2 = start.high();
  }

  /** Begins an iteration: numbers from 0 to 2³² − 1. */
  public LongSupplier iterate() {
    PhiloxReader words = new PhiloxReader(Philox.ofKernelSeeds(seed, seed2));
    return () -> Integer.toUnsignedLong(words.nextInt());
  }
}

package keratin.random;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The process' random state: Python's and NumPy's generators and TensorFlow's global seed. Safe for
 * use by several threads; which thread draws first is up to them.
 */
public final class GlobalRandom {
  /*
   * Keras programs are reproducible through global state: set_random_seed seeds three generators,
   * every layer without a seed of its own then takes one from Python's, in construction order, and
   * the unseeded tf.random functions derive theirs from TensorFlow's. Giving the same numbers means
   * having the same state.
   *
   * TensorFlow runs an operation whose seed the user gave on one kernel per (operation, seeds),
   * kept with its counter until the global seed is set again; an operation without a seed gets a
   * fresh seed, hence a fresh kernel, on each call.
   */

  private static final long MAX_INT = Integer.MAX_VALUE;
  private static final long DEFAULT_GRAPH_SEED = 87654321;
  private static final long LARGEST_DEFAULT_SEED = 1_000_000_000;

  private static final SecureRandom ENTROPY = new SecureRandom();
  private static final PythonRandom PYTHON = new PythonRandom(ENTROPY.nextLong());
  private static final NumpyRandom NUMPY = new NumpyRandom(ENTROPY.nextInt() & 0xFFFFFFFFL);
  private static final PythonRandom OPERATION_SEEDS = new PythonRandom(0);
  private static final Map<Kernel, KernelStream> KERNELS = new HashMap<>();

  private static @Nullable Long tensorflowSeed;
  private static @Nullable Long kerasSeed;
  private static long @Nullable [] seedPair;

  private record Kernel(String operation, long seed, long seed2) {}

  private GlobalRandom() {}

  /**
   * {@code keras.utils.set_random_seed}: seeds Python's, NumPy's and TensorFlow's generators.
   *
   * @param seed 0 to 2³² − 1, the range NumPy accepts
   */
  public static void setRandomSeed(long seed) {
    PendingSeeds.settle();
    reseed(seed);
  }

  private static synchronized void reseed(long seed) {
    NUMPY.seed(seed);
    PYTHON.seed(seed);
    setTensorflowSeed(seed);
    kerasSeed = seed;
    seedPair = null;
  }

  /** {@code tf.random.set_seed}: seeds the unseeded operations and restarts the seeded ones. */
  public static synchronized void setTensorflowSeed(long seed) {
    tensorflowSeed = seed;
    OPERATION_SEEDS.seed(seed);
    KERNELS.clear();
  }

  /** Forgets TensorFlow's global seed and all kernels: unseeded operations no longer repeat. */
  public static synchronized void clear() {
    tensorflowSeed = null;
    kerasSeed = null;
    seedPair = null;
    KERNELS.clear();
  }

  /** The seed of the last {@link #setRandomSeed}, or null. */
  public static synchronized @Nullable Long randomSeed() {
    return kerasSeed;
  }

  /** A seed for whoever was given none: {@code random.randint(1, 10⁹)} of Python's generator. */
  public static long defaultSeed() {
    // Not under this class' lock: those who settle hold another, and then take this one.
    PendingSeeds.settle();
    return nextDefaultSeed();
  }

  private static synchronized long nextDefaultSeed() {
    return PYTHON.randint(1, LARGEST_DEFAULT_SEED);
  }

  /** The next seed pair of the generator behind draws without a seed, by Keras' recurrence. */
  static long[] nextSeedPair() {
    PendingSeeds.settle();
    return advanceSeedPair();
  }

  private static synchronized long[] advanceSeedPair() {
    long[] now = seedPair == null ? new long[] {nextDefaultSeed(), 0} : seedPair;
    seedPair = new long[] {(now[0] + 1) * 5387 % 933199, (now[1] + 1) * 5387 % 933199};
    return now;
  }

  /** Draws from Python's global generator. */
  public static synchronized <T> T python(Function<PythonRandom, T> draw) {
    return draw.apply(PYTHON);
  }

  /** Draws from NumPy's global generator. */
  public static synchronized <T> T numpy(Function<NumpyRandom, T> draw) {
    return draw.apply(NUMPY);
  }

  /**
   * The kernel that runs a stateful TensorFlow operation called eagerly.
   *
   * @param operation what tells kernels apart besides their seeds: name and dtype
   * @param seed the operation's seed, or null
   */
  public static synchronized KernelStream kernel(String operation, @Nullable Long seed) {
    if (seed == null) {
      return new KernelStream(operationStream(null));
    }
    Kernel kernel = new Kernel(operation, globalSeed(), Math.floorMod(seed.longValue(), MAX_INT));
    return KERNELS.computeIfAbsent(kernel, k -> new KernelStream(stream(k.seed2)));
  }

  /** Where a stateful operation's stream begins; without any seed, anywhere. */
  static synchronized Philox operationStream(@Nullable Long seed) {
    if (seed == null && tensorflowSeed == null) {
      return Philox.ofKernelSeeds(ENTROPY.nextLong(), ENTROPY.nextLong());
    }
    return stream(seed == null ? OPERATION_SEEDS.randint(0, MAX_INT) : seed);
  }

  /**
   * The kernel of the first unseeded random operation inside a {@code tf.data} function, as {@code
   * fit} shuffles its rows with. Every iterator, hence every epoch, has one of its own: with a
   * global seed all epochs see the same order, as in Keras; without one each is different.
   */
  public static synchronized KernelStream datasetKernel() {
    return new KernelStream(operationStream(tensorflowSeed == null ? null : Long.valueOf(0)));
  }

  private static Philox stream(long operationSeed) {
    long seed = globalSeed();
    long seed2 = Math.floorMod(operationSeed, MAX_INT);
    // A kernel takes two zeros as "no seed", so TensorFlow replaces the second one.
    return Philox.ofKernelSeeds(seed, seed == 0 && seed2 == 0 ? MAX_INT : seed2);
  }

  private static long globalSeed() {
    Long seed = tensorflowSeed;
    return seed == null ? DEFAULT_GRAPH_SEED : Math.floorMod(seed.longValue(), MAX_INT);
  }
}

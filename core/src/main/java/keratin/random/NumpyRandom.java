package keratin.random;

import java.util.Arrays;

/**
 * NumPy's legacy {@code RandomState} ({@code np.random.seed(…)} and its functions), for programs
 * and data sets that were split or shuffled with it. Not safe for use by several threads.
 */
public final class NumpyRandom {

  private final MersenneTwister twister = new MersenneTwister();
  private double keptNormal;
  private boolean hasKeptNormal;

  /**
   * The generator after {@code np.random.seed(seed)}.
   *
   * @param seed 0 to 2³² − 1
   */
  public NumpyRandom(long seed) {
    seed(seed);
  }

  /**
   * {@code np.random.seed(seed)}.
   *
   * @param seed 0 to 2³² − 1
   * @throws IllegalArgumentException if the seed is outside that range
   */
  public void seed(long seed) {
    if (seed < 0 || seed > 0xFFFFFFFFL) {
      throw new IllegalArgumentException(
          "seed: got " + seed + ", but NumPy seeds are 0 to 4294967295");
    }
    twister.seed((int) seed);
    hasKeptNormal = false;
  }

  /** {@code np.random.random_sample()}: a double in [0, 1). */
  public double randomSample() {
    return twister.nextDouble();
  }

  /** {@code np.random.uniform(low, high)}. */
  public double uniform(double low, double high) {
    return low + (high - low) * twister.nextDouble();
  }

  /** {@code np.random.standard_normal()}, by the polar method, which makes two at a time. */
  public double standardNormal() {
    if (hasKeptNormal) {
      hasKeptNormal = false;
      return keptNormal;
    }
    double x;
    double y;
    double square;
    do {
      x = 2.0 * twister.nextDouble() - 1.0;
      y = 2.0 * twister.nextDouble() - 1.0;
      square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    double factor = Math.sqrt(-2.0 * Math.log(square) / square);
    keptNormal = factor * x;
    hasKeptNormal = true;
    return factor * y;
  }

  /**
   * {@code np.random.randint(low, high)}: an integer in [low, high).
   *
   * @throws IllegalArgumentException if {@code low >= high} or the range has 2⁶³ or more values
   */
  public long randint(long low, long high) {
    if (low >= high) {
      throw new IllegalArgumentException(
          "randint: the range [" + low + ", " + high + ") is empty; low must be below high");
    }
    return low + upTo(Math.subtractExact(high, low) - 1);
  }

  /** {@code np.random.permutation(n)}: the order in which {@code shuffle} leaves n rows. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = (int) upTo(i);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** A number in [0, max]: bits under a mask, drawn again while they are above. */
  private long upTo(long max) {
    if (max == 0) {
      return 0;
    }
    long mask = -1L >>> Long.numberOfLeadingZeros(max);
    while (true) {
      long bits = twister.nextInt() & 0xFFFFFFFFL;
      if (max > 0xFFFFFFFFL) {
        bits = (bits << 32) | (twister.nextInt() & 0xFFFFFFFFL);
      }
      if ((bits & mask) <= max) {
        return bits & mask;
      }
    }
  }
}

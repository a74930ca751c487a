package keratin.random;

import java.util.Arrays;

/**
 * Python's {@code random.Random}: the Mersenne Twister with Python's seeding and its rejection
 * sampling of integers. Keras takes its default seeds from it. Not safe for use by several threads.
 */
public final class PythonRandom {

  private final MersenneTwister twister = new MersenneTwister();

  /** The generator after {@code random.seed(seed)}. */
  public PythonRandom(long seed) {
    seed(seed);
  }

  /** {@code random.seed(seed)}: only the absolute value counts, as in Python. */
  public void seed(long seed) {
    long magnitude = Math.abs(seed);
    int high = (int) (magnitude >>> 32);
    twister.seed(high == 0 ? new int[] {(int) magnitude} : new int[] {(int) magnitude, high});
  }

  /** {@code random.random()}: a double in [0, 1) with 53 random bits. */
  public double random() {
    return twister.nextDouble();
  }

  /**
   * {@code random.getrandbits(bits)}.
   *
   * @param bits 0 to 64
   * @return the bits as an unsigned number
   */
  public long getrandbits(int bits) {
    if (bits < 0 || bits > 64) {
      throw new IllegalArgumentException(
          "getrandbits: got " + bits + " bits, but a long holds 0 to 64 bits");
    }
    if (bits == 0) {
      return 0;
    }
    if (bits <= 32) {
      return (twister.nextInt() & 0xFFFFFFFFL) >>> (32 - bits);
    }
    long low = twister.nextInt() & 0xFFFFFFFFL;
    long high = (twister.nextInt() & 0xFFFFFFFFL) >>> (64 - bits);
    return low | (high << 32);
  }

  /**
   * {@code random.randint(a, b)}: an integer in [a, b], both ends included.
   *
   * @throws IllegalArgumentException if {@code a > b} or the range has 2⁶³ or more values
   */
  public long randint(long a, long b) {
    if (a > b) {
      throw new IllegalArgumentException(
          "randint: the range [" + a + ", " + b + "] is empty; the first bound must not be larger");
    }
    return a + below(Math.addExact(Math.subtractExact(b, a), 1));
  }

  /** {@code random.uniform(a, b)}: {@code a + (b − a) · random()}. */
  public double uniform(double a, double b) {
    return a + (b - a) * random();
  }

  /** {@code random.shuffle} of the numbers 0 to n − 1. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = (int) below(i + 1L);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** Draws as many bits as {@code n} has until they are below {@code n}. */
  private long below(long n) {
    int bits = 64 - Long.numberOfLeadingZeros(n);
    long drawn = getrandbits(bits);
    while (drawn >= n) {
      drawn = getrandbits(bits);
    }
    return drawn;
  }
}

package keratin.memory;

/**
 * Rounds byte counts so that blocks can be recycled: multiples of 64 up to 256, then four steps to
 * every power of two. At most a fifth of a block is unused.
 */
final class SizeClass {
  private static final int SMALL = 256;
  private static final int STEP = 64;

  private SizeClass() {}

  /** The class whose capacity is the smallest that holds {@code bytes}. */
  static int of(long bytes) {
    if (bytes <= SMALL) {
      return bytes <= 0 ? 0 : (int) ((bytes - 1) / STEP);
    }
    int log = 63 - Long.numberOfLeadingZeros(bytes - 1);
    int quarter = (int) ((bytes - 1) >>> (log - 2)) & 3;
    return 4 + (log - 8) * 4 + quarter;
  }

  /** Bytes of a block of class {@code sizeClass}. */
  static long capacity(int sizeClass) {
    if (sizeClass < 4) {
      return (long) (sizeClass + 1) * STEP;
    }
    int log = 8 + (sizeClass - 4) / 4;
    int quarter = (sizeClass - 4) % 4;
    return (1L << log) + (quarter + 1) * (1L << (log - 2));
  }
}

package keratin.random;

/**
 * Reads a Philox stream word by word, for samplers that need an unknown number of words. Not safe
 * for use by several threads.
 */
public final class PhiloxReader {

  private final int[] words = new int[4];
  private Philox stream;
  private long block;
  private int used = 4;

  /** Starts at the first word of {@code stream}. */
  public PhiloxReader(Philox stream) {
    this.stream = stream;
  }

  /** Starts again at block {@code block} of {@code stream}. */
  public void restart(Philox stream, long block) {
    this.stream = stream;
    this.block = block;
    used = 4;
  }

  /** The next 32 bits. */
  public int nextInt() {
    if (used == 4) {
      stream.block(block++, words);
      used = 0;
    }
    return words[used++];
  }

  /** The next double in [0, 1), from two words: 20 bits of the first, then all of the second. */
  public double nextDouble() {
    int first = nextInt();
    return unitDouble(first, nextInt());
  }

  /** A word's low 23 bits as a float in [0, 1). */
  public static float unitFloat(int word) {
    return Float.intBitsToFloat(0x3F800000 | (word & 0x7FFFFF)) - 1f;
  }

  /** Two words as a double in [0, 1): the low 20 bits of the first above all of the second. */
  public static double unitDouble(int first, int second) {
    long mantissa = ((first & 0xFFFFFL) << 32) | (second & 0xFFFFFFFFL);
    return Double.longBitsToDouble(0x3FF0000000000000L | mantissa) - 1.0;
  }
}

package keratin.random;

/**
 * A position in a Philox 4×32-10 stream: a 64-bit key and a 128-bit counter, from which each block
 * of four 32-bit words follows without any earlier block. Immutable.
 *
 * <p>Ten rounds map the counter {@code (c0, c1, c2, c3)} under the key {@code (k0, k1)} to {@code
 * (hi(M1·c2) ^ c1 ^ k0, lo(M1·c2), hi(M0·c0) ^ c3 ^ k1, lo(M0·c0))}; the key grows by {@code (W0,
 * W1)} between rounds.
 *
 * @param key {@code k0} in the low and {@code k1} in the high 32 bits
 * @param low {@code c0} and {@code c1}
 * @param high {@code c2} and {@code c3}
 * @see <a href="https://www.thesalmons.org/john/random123/papers/random123sc11.pdf">Salmon et al.,
 *     Parallel random numbers: as easy as 1, 2, 3 (2011)</a>
 */
public record Philox(long key, long low, long high) {

  /** Multiplier of {@code c0}. */
  public static final long M0 = 0xD2511F53L;

  /** Multiplier of {@code c2}. */
  public static final long M1 = 0xCD9E8D57L;

  /** Increment of {@code k0} between rounds. */
  public static final int W0 = 0x9E3779B9;

  /** Increment of {@code k1} between rounds. */
  public static final int W1 = 0xBB67AE85;

  /** Rounds of one block. */
  public static final int ROUNDS = 10;

  private static final long MASK = 0xFFFFFFFFL;

  /** Key under which a pair of seeds is scrambled: {@code (0x3ec8f720, 0x02461e29)}. */
  private static final long SCRAMBLE = 0x02461e29_3ec8f720L;

  /**
   * The stream of a stateless draw with the seed {@code [seed0, seed1]}: the seeds are scrambled by
   * one block, half of which becomes the key and half the upper counter words.
   *
   * @param seed0 first seed; 32-bit seeds are sign-extended, as TensorFlow does
   * @param seed1 second seed
   */
  public static Philox ofSeed(long seed0, long seed1) {
    int[] words = new int[4];
    new Philox(SCRAMBLE, seed0, seed1).block(0, words);
    return new Philox(pack(words[0], words[1]), 0, pack(words[2], words[3]));
  }

  /**
   * The stream at which a stateful TensorFlow kernel with the attributes {@code seed} and {@code
   * seed2} starts: the seeds are key and upper counter words as they are.
   */
  public static Philox ofKernelSeeds(long seed, long seed2) {
    return new Philox(seed, 0, seed2);
  }

  /** The stream moved ahead by {@code blocks} blocks of four words, an unsigned number. */
  public Philox skip(long blocks) {
    long moved = low + blocks;
    boolean carry = Long.compareUnsigned(moved, low) < 0;
    return new Philox(key, moved, carry ? high + 1 : high);
  }

  /**
   * Computes one block of four words.
   *
   * @param index blocks ahead of this position, an unsigned number
   * @param words receives the four words in stream order
   */
  public void block(long index, int[] words) {
    long moved = low + index;
    long upper = Long.compareUnsigned(moved, low) < 0 ? high + 1 : high;
    int c0 = (int) moved;
    int c1 = (int) (moved >>> 32);
    int c2 = (int) upper;
    int c3 = (int) (upper >>> 32);
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = M0 * (c0 & MASK);
      long product1 = M1 * (c2 & MASK);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += W0;
      k1 += W1;
    }
    words[0] = c0;
    words[1] = c1;
    words[2] = c2;
    words[3] = c3;
  }

  private static long pack(int low, int high) {
    return (low & MASK) | ((long) high << 32);
  }
}

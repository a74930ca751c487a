package keratin.cpu;

import keratin.random.Philox;

/**
 * The inner loops of the random kernels, in plain Java ({@link ScalarRandom}) and with the Vector
 * API ({@link VectorRandom}). Both give the same bits.
 *
 * <p>Random words come packed two to a long, the earlier one in the low half; {@code a} and {@code
 * b} number the elements to convert, from the first word in the buffer on.
 */
interface RandomTier {

  /**
   * Writes the words of the blocks {@code block·stride}, {@code (block + 1)·stride} and so on.
   *
   * @param words room for two longs a block, the number of blocks rounded up to a multiple of 64
   */
  void words(Philox stream, long block, long stride, int blocks, long[] words);

  /** {@code out[i] = uniform·scale + shift} for floats. */
  void uniform(long[] words, int a, int b, long out, float scale, float shift);

  /** {@code out[i] = normal·scale + shift} for floats. */
  void normal(long[] words, int a, int b, long out, float scale, float shift);

  /** {@code out[i] = uniform >= rate ? x[i]·scale : 0} for floats. */
  void dropout(long[] words, int a, int b, long x, long out, float rate, float scale);
}

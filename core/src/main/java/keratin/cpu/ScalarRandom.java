package keratin.cpu;

import static keratin.memory.Raw.getFloat;
import static keratin.memory.Raw.setFloat;
import static keratin.random.PhiloxReader.unitFloat;

import keratin.random.Philox;

/** The random kernels' inner loops in plain Java: the tests' oracle, and the way without flags. */
final class ScalarRandom implements RandomTier {

  /** Word {@code i} of a buffer that packs two words to a long. */
  static int word(long[] words, int i) {
    return (int) (words[i >> 1] >>> ((i & 1) << 5));
  }

  @Override
  public void words(Philox stream, long block, long stride, int blocks, long[] words) {
    int[] four = new int[4];
    for (int i = 0; i < blocks; i++) {
      stream.block((block + i) * stride, four);
      words[2 * i] = (four[0] & 0xFFFFFFFFL) | ((long) four[1] << 32);
      words[2 * i + 1] = (four[2] & 0xFFFFFFFFL) | ((long) four[3] << 32);
    }
  }

  @Override
  public void uniform(long[] words, int a, int b, long out, float scale, float shift) {
    for (int i = a; i < b; i++) {
      setFloat(out + 4L * (i - a), unitFloat(word(words, i)) * scale + shift);
    }
  }

  @Override
  public void normal(long[] words, int a, int b, long out, float scale, float shift) {
    for (int i = a; i < b; i++) {
      setFloat(out + 4L * (i - a), normal(words, i) * scale + shift);
    }
  }

  @Override
  public void dropout(long[] words, int a, int b, long x, long out, float rate, float scale) {
    for (int i = a; i < b; i++) {
      long offset = 4L * (i - a);
      boolean kept = unitFloat(word(words, i)) >= rate;
      setFloat(out + offset, kept ? getFloat(x + offset) * scale : 0);
    }
  }

  /** Standard normal number {@code i} of a buffer: the sine or the cosine of its pair of words. */
  static float normal(long[] words, int i) {
    long pair = words[i >> 1];
    double wave = NormalMath.wave((int) (pair >>> 32), i & 1);
    return (float) NormalMath.asFloat(NormalMath.radius((int) pair) * wave);
  }
}

package keratin.cpu;

import static keratin.random.PhiloxReader.unitDouble;

import keratin.memory.Raw;
import keratin.random.Philox;
import keratin.tensor.DType;
import keratin.tensor.Elements;

/**
 * Draws of independent elements: uniform, normal, integers, and dropout.
 *
 * <p>Each method writes {@code n} elements from the address {@code out} on, on the threads of
 * {@link Pool}. An element depends only on its index and the stream, so any number of threads gives
 * the same bits. The numbers are TensorFlow's; normal floats may differ from them in the last bit.
 */
public final class RandomKernels {
  /*
   * Words are made for a chunk of blocks into a small buffer that stays in the first-level cache,
   * then converted: one fast Philox loop serves every distribution and dtype.
   */

  private static final int CHUNK = 256;
  private static final long GRAIN = 16 * 1024;
  private static final RandomTier TIER = Tier.vector() ? new VectorRandom() : new ScalarRandom();

  private RandomKernels() {}

  /** Converts the elements {@code a} to {@code b} of a chunk; {@code first} is its element 0. */
  @FunctionalInterface
  private interface Conversion {
    void run(long[] words, int a, int b, long first);
  }

  /** {@code out[i] = u·(max − min) + min}, with u uniform in [0, 1) in the given dtype. */
  public static void uniform(Philox stream, long n, DType dtype, double min, double max, long out) {
    double low = Rounding.round(dtype, min);
    double scale = Rounding.round(dtype, Rounding.round(dtype, max) - low);
    switch (dtype) {
      case FLOAT32 ->
          chunks(
              stream,
              n,
              4,
              (words, a, b, first) ->
                  TIER.uniform(words, a, b, out + 4 * (first + a), (float) scale, (float) low));
      case FLOAT64 ->
          each(
              stream,
              n,
              2,
              (words, i, index) -> {
                long pair = words[i];
                double u = unitDouble((int) pair, (int) (pair >>> 32));
                Raw.setDouble(out + 8 * index, u * scale + low);
              });
      default ->
          chunks(
              stream,
              n,
              4,
              (words, a, b, first) -> {
                long target = out + 2 * (first + a);
                HalfRandom.uniform(words, a, b, target, brain(dtype), (float) scale, (float) low);
              });
    }
  }

  /** {@code out[i] = x·stddev + mean}, with x standard normal. */
  public static void normal(
      Philox stream, long n, DType dtype, double mean, double stddev, long out) {
    double shift = Rounding.round(dtype, mean);
    double scale = Rounding.round(dtype, stddev);
    switch (dtype) {
      case FLOAT32 ->
          chunks(
              stream,
              n,
              4,
              (words, a, b, first) ->
                  TIER.normal(words, a, b, out + 4 * (first + a), (float) scale, (float) shift));
      case FLOAT64 ->
          each(
              stream,
              n,
              2,
              (words, i, index) -> {
                long radius = words[i & ~1];
                long wave = words[i | 1];
                double x =
                    NormalMath.radius((int) radius, (int) (radius >>> 32))
                        * NormalMath.wave((int) wave, (int) (wave >>> 32), i & 1);
                Raw.setDouble(out + 8 * index, x * scale + shift);
              });
      default ->
          chunks(
              stream,
              n,
              4,
              (words, a, b, first) -> {
                long target = out + 2 * (first + a);
                HalfRandom.normal(words, a, b, target, brain(dtype), (float) scale, (float) shift);
              });
    }
  }

  /** {@code out[i] = x·stddev + mean} with x normal within ±2, redrawn until it is. */
  public static void truncatedNormal(
      Philox stream, long n, DType dtype, double mean, double stddev, long out) {
    double shift = Rounding.round(dtype, mean);
    double scale = Rounding.round(dtype, stddev);
    if (dtype == DType.FLOAT32) {
      // First the numbers that groups begin with, by the fast loop; then the few that are outside.
      chunks(
          stream,
          n,
          4,
          TruncatedNormal.stride(dtype),
          (words, a, b, first) -> {
            TIER.normal(words, a, b, out + 4 * (first + a), 1, 0);
            TruncatedNormal draw = new TruncatedNormal(stream, dtype);
            draw.mend(first + a, first + b, out, (float) scale, (float) shift);
          });
      return;
    }
    Pool.parallel(
        n,
        GRAIN / 16,
        (from, to) -> {
          TruncatedNormal draw = new TruncatedNormal(stream, dtype);
          for (long i = from; i < to; i++) {
            Elements.setDouble(dtype, out, i, Rounding.round(dtype, draw.get(i) * scale) + shift);
          }
        });
  }

  /** {@code out[i] = lo + word mod (hi − lo)} for 32-bit integers; a range of 0 means all of it. */
  public static void uniformInt(Philox stream, long n, int lo, int hi, long out) {
    int range = hi - lo;
    each(
        stream,
        n,
        4,
        (words, i, index) -> {
          int word = ScalarRandom.word(words, i);
          Raw.setInt(
              out + 4 * index, range == 0 ? word : lo + Integer.remainderUnsigned(word, range));
        });
  }

  /** {@code out[i] = lo + two words mod (hi − lo)} for 64-bit integers; 0 means all of them. */
  public static void uniformLong(Philox stream, long n, long lo, long hi, long out) {
    long range = hi - lo;
    each(
        stream,
        n,
        2,
        (words, i, index) ->
            Raw.setLong(
                out + 8 * index,
                range == 0 ? words[i] : lo + Long.remainderUnsigned(words[i], range)));
  }

  /**
   * Inverted dropout: {@code out[i] = u >= rate ? x[i] / (1 − rate) : 0} with u uniform in [0, 1)
   * in the dtype of {@code x}.
   *
   * @param rate 0 to 1, 1 excluded
   * @param out may be {@code x}
   */
  public static void dropout(Philox stream, long n, DType dtype, double rate, long x, long out) {
    double bound = Rounding.round(dtype, rate);
    double scale = Rounding.round(dtype, 1 / (1 - rate));
    switch (dtype) {
      case FLOAT32 ->
          chunks(
              stream,
              n,
              4,
              (words, a, b, first) -> {
                long offset = 4 * (first + a);
                TIER.dropout(words, a, b, x + offset, out + offset, (float) bound, (float) scale);
              });
      case FLOAT64 ->
          each(
              stream,
              n,
              2,
              (words, i, index) -> {
                boolean kept = unitDouble((int) words[i], (int) (words[i] >>> 32)) >= bound;
                Elements.setDouble(
                    dtype, out, index, kept ? Elements.getDouble(dtype, x, index) * scale : 0);
              });
      default ->
          chunks(
              stream,
              n,
              4,
              (words, a, b, first) -> {
                long offset = 2 * (first + a);
                HalfRandom.dropout(
                    words,
                    a,
                    b,
                    x + offset,
                    out + offset,
                    brain(dtype),
                    (float) bound,
                    (float) scale);
              });
    }
  }

  private static boolean brain(DType dtype) {
    return dtype == DType.BFLOAT16;
  }

  /** Writes one element; {@code i} is its number in the buffer, {@code index} in the draw. */
  @FunctionalInterface
  private interface Element {
    void run(long[] words, int i, long index);
  }

  private static void each(Philox stream, long n, int perBlock, Element element) {
    chunks(
        stream,
        n,
        perBlock,
        (words, a, b, first) -> {
          for (int i = a; i < b; i++) {
            element.run(words, i, first + i);
          }
        });
  }

  private static void chunks(Philox stream, long n, int perBlock, Conversion conversion) {
    chunks(stream, n, perBlock, 1, conversion);
  }

  private static void chunks(
      Philox stream, long n, int perBlock, long stride, Conversion conversion) {
    Pool.parallel(n, GRAIN, (from, to) -> chunks(stream, from, to, perBlock, stride, conversion));
  }

  private static void chunks(
      Philox stream, long from, long to, int perBlock, long stride, Conversion conversion) {
    long block = from / perBlock;
    long end = (to + perBlock - 1) / perBlock;
    long[] words = new long[(int) Math.min(2 * CHUNK, 2 * ((end - block + 63) & ~63L))];
    for (; block < end; block += CHUNK) {
      int blocks = (int) Math.min(CHUNK, end - block);
      long first = block * perBlock;
      TIER.words(stream, block, stride, blocks, words);
      int a = (int) Math.max(0, from - first);
      int b = (int) Math.min((long) blocks * perBlock, to - first);
      conversion.run(words, a, b, first);
    }
  }
}

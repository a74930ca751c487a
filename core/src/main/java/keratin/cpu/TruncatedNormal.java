package keratin.cpu;

import keratin.memory.Raw;
import keratin.random.Philox;
import keratin.random.PhiloxReader;
import keratin.tensor.DType;

/**
 * Normal numbers within ±2, in groups that fill one block's worth of elements. A group's numbers
 * come from a part of the stream of its own, from which pairs are drawn until enough are inside.
 */
final class TruncatedNormal {

  private static final int RESERVED = 256;
  private static final double BOUND = 2;

  private final Philox stream;
  private final PhiloxReader words;
  private final boolean wide;
  private final int perGroup;
  private final double[] group;
  private final long stride;
  private long current = -1;

  TruncatedNormal(Philox stream, DType dtype) {
    this.stream = stream;
    words = new PhiloxReader(stream);
    wide = dtype == DType.FLOAT64;
    perGroup = wide ? 2 : 4;
    group = new double[perGroup];
    stride = stride(dtype);
  }

  /** Blocks from the beginning of one group to that of the next. */
  static long stride(DType dtype) {
    // 256 words are reserved per element: two or four elements take 128 or 256 blocks.
    return dtype == DType.FLOAT64 ? RESERVED / 2 : RESERVED;
  }

  /**
   * Finishes floats that hold each group's first normal numbers: where one is outside, it and those
   * after it in the group are drawn one by one; then all are scaled and shifted.
   *
   * @param from first element, the first of its group
   */
  void mend(long from, long to, long out, float scale, float shift) {
    for (long i = from; i < to; i++) {
      float x = Raw.getFloat(out + 4 * i);
      // A drawn group stays current for its later elements.
      if (i / perGroup == current || !(Math.abs(x) < BOUND)) {
        x = (float) get(i);
      }
      Raw.setFloat(out + 4 * i, x * scale + shift);
    }
  }

  /** Number {@code index} of the draw; cheapest when asked for in order. */
  double get(long index) {
    long wanted = index / perGroup;
    if (wanted != current) {
      current = wanted;
      words.restart(stream, wanted * stride);
      for (int filled = 0; filled < perGroup; ) {
        filled = wide ? fillWide(filled) : fill(filled);
      }
    }
    return group[(int) (index % perGroup)];
  }

  private int fill(int filled) {
    float radius = NormalMath.radius(words.nextInt());
    int second = words.nextInt();
    for (int quarter = 0; quarter < 2 && filled < perGroup; quarter++) {
      double x = NormalMath.asFloat(radius * (double) NormalMath.wave(second, quarter));
      if (Math.abs(x) < BOUND) {
        group[filled++] = x;
      }
    }
    return filled;
  }

  private int fillWide(int filled) {
    int first = words.nextInt();
    double radius = NormalMath.radius(first, words.nextInt());
    int third = words.nextInt();
    int fourth = words.nextInt();
    for (int quarter = 0; quarter < 2 && filled < perGroup; quarter++) {
      double x = radius * NormalMath.wave(third, fourth, quarter);
      if (Math.abs(x) < BOUND) {
        group[filled++] = x;
      }
    }
    return filled;
  }
}

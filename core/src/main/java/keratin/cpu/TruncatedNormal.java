package keratin.cpu;

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
  private long current = -1;

  TruncatedNormal(Philox stream, DType dtype) {
    this.stream = stream;
    words = new PhiloxReader(stream);
    wide = dtype == DType.FLOAT64;
    perGroup = wide ? 2 : 4;
    group = new double[perGroup];
  }

  /** Number {@code index} of the draw; cheapest when asked for in order. */
  double get(long index) {
    long wanted = index / perGroup;
    if (wanted != current) {
      current = wanted;
      // 256 words are reserved per element: two or four elements take 128 or 256 blocks.
      words.restart(stream, wanted * (RESERVED * perGroup / 4));
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

package keratin.cpu;

import java.lang.foreign.Arena;
import keratin.memory.Raw;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * The elements of a float32 tensor by channel, cut into blocks, and what normalizations do with
 * them.
 *
 * @param outer what lies before the channels
 * @param channels their number
 * @param inner what lies behind them
 */
record ChannelBlocks(long outer, int channels, long inner) {
  /*
   * With channels last, inner is 1: a block is rows, and sums go down its columns while it is in
   * the second cache. Several rows are taken for one of as many times the channels, so that loops
   * are long and most of them end with a vector: what belongs to channels is repeated as often.
   * With channels first a block is the stretches of inner elements of all channels of one outer
   * index. Blocks depend on the shape alone.
   */

  /** What a block adds up, or reads per channel, stands in a row of this many columns. */
  private static final int WIDTH = 512;

  // Elements of a block: 64 KB, an eighth of a second-level cache of the usual size.
  private static final int BLOCK = 16384;
  private static final long GRAIN = 32768;
  private static final long SHORTEST = 8;

  static ChannelBlocks of(Tensor x, int axis) {
    Shape shape = x.shape();
    return new ChannelBlocks(
        shape.sizeOf(0, axis), shape.dim(axis), shape.sizeOf(axis + 1, shape.rank()));
  }

  /** False where stretches are too short for vectors. */
  boolean isWorthIt() {
    return outer > 0 && channels > 0 && (inner == 1 || inner >= SHORTEST);
  }

  /** Elements of a channel. */
  long count() {
    return outer * inner;
  }

  private boolean isLast() {
    return inner == 1;
  }

  /** Rows that are taken for one. */
  private int fold() {
    return isLast() ? Math.max(1, WIDTH / channels) : 1;
  }

  private int wide() {
    return fold() * channels;
  }

  /** Rows of a block where channels are last: a multiple of {@link #fold}. */
  private int height() {
    return fold() * Math.max(1, BLOCK / wide());
  }

  /** The number of blocks. */
  int blocks() {
    return (int) (isLast() ? (outer + height() - 1) / height() : outer);
  }

  /** Elements that a block has of every channel. */
  int length(int block) {
    return (int) (isLast() ? Math.min(height(), outer - (long) block * height()) : inner);
  }

  /** Work on a block that begins {@code at} bytes behind the first. */
  private interface Block {
    void run(int block, long at, int length, long scratch);
  }

  private void forAll(Block work) {
    long bytes = 4L * length(0) * channels;
    Pool.parallel(
        blocks(),
        Math.max(1, 4 * GRAIN / bytes),
        (from, to) -> {
          try (Arena arena = Arena.ofConfined()) {
            long scratch = arena.allocate(12L * wide(), 64).address();
            for (int i = (int) from; i < to; i++) {
              work.run(i, i * bytes, length(i), scratch);
            }
          }
        });
  }

  /** A number per channel, repeated for as many rows as are taken for one. */
  long repeated(long perChannel, Arena arena) {
    if (fold() == 1) {
      return perChannel;
    }
    long all = arena.allocate(4L * wide(), 64).address();
    repeat(perChannel, all);
    return all;
  }

  private void repeat(long perChannel, long all) {
    for (int i = 0; i < fold(); i++) {
      Raw.copy(perChannel, all + 4L * i * channels, 4L * channels);
    }
  }

  /**
   * The sum of every channel in every block, and the sum of the squared distances from that block's
   * mean, {@code (blocks, channels)} each.
   */
  void moments(long x, long sums, long squares) {
    forAll(
        (block, at, length, scratch) -> {
          long sum = sums + 4L * block * channels;
          long square = squares + 4L * block * channels;
          if (isLast()) {
            moments(x + at, length, sum, square, scratch);
            return;
          }
          for (int j = 0; j < channels; j++) {
            long from = x + at + 4L * j * length;
            float total = FloatRows.sum(from, length);
            Raw.setFloat(sum + 4L * j, total);
            Raw.setFloat(square + 4L * j, FloatRows.squares(from, total / length, length));
          }
        });
  }

  private void moments(long x, int rows, long sum, long square, long scratch) {
    int times = rows / fold();
    int rest = rows % fold();
    long end = x + 4L * times * wide();
    long part = scratch;
    long mean = scratch + 4L * wide();
    Raw.fill(part, 4L * wide(), (byte) 0);
    ChannelLoops.sums(x, times, wide(), part);
    together(part, sum);
    ChannelLoops.sums(end, rest, channels, sum);
    FloatRows.line(sum, 1f / rows, 0, mean, channels);
    for (int i = 1; i < fold(); i++) {
      Raw.copy(mean, mean + 4L * i * channels, 4L * channels);
    }
    Raw.fill(part, 4L * wide(), (byte) 0);
    ChannelLoops.squares(x, times, wide(), mean, part);
    together(part, square);
    ChannelLoops.squares(end, rest, channels, mean, square);
  }

  /** Adds up what was repeated. */
  private void together(long wide, long sum) {
    Raw.fill(sum, 4L * channels, (byte) 0);
    ChannelLoops.sums(wide, fold(), channels, sum);
  }

  /**
   * {@code Σ dy} and {@code Σ dy·(x − mean)} of every channel in every block.
   *
   * @param mean {@link #repeated}
   */
  void gradientSums(long x, long dy, long mean, long sums, long products) {
    forAll(
        (block, at, length, scratch) -> {
          long sum = sums + 4L * block * channels;
          long product = products + 4L * block * channels;
          if (isLast()) {
            int times = length / fold();
            long second = scratch + 4L * wide();
            long end = at + 4L * times * wide();
            Raw.fill(scratch, 8L * wide(), (byte) 0);
            ChannelLoops.gradientSums(x + at, dy + at, times, wide(), mean, scratch, second);
            together(scratch, sum);
            together(second, product);
            ChannelLoops.gradientSums(
                x + end, dy + end, length % fold(), channels, mean, sum, product);
            return;
          }
          for (int j = 0; j < channels; j++) {
            long from = at + 4L * j * length;
            float center = Raw.getFloat(mean + 4L * j);
            Raw.setFloat(sum + 4L * j, FloatRows.sum(dy + from, length));
            Raw.setFloat(product + 4L * j, FloatRows.dot(x + from, center, dy + from, length));
          }
        });
  }

  /**
   * {@code y = (x − center)·scale + shift}.
   *
   * @param center {@link #repeated}, as are scale and shift
   */
  void line(long x, long center, long scale, long shift, long y) {
    forAll(
        (block, at, length, scratch) -> {
          if (isLast()) {
            int times = length / fold();
            long end = at + 4L * times * wide();
            ChannelLoops.line(x + at, times, wide(), center, scale, shift, y + at);
            ChannelLoops.line(x + end, length % fold(), channels, center, scale, shift, y + end);
            return;
          }
          for (int j = 0; j < channels; j++) {
            long from = at + 4L * j * length;
            float middle = Raw.getFloat(center + 4L * j);
            float factor = Raw.getFloat(scale + 4L * j);
            float summand = Raw.getFloat(shift + 4L * j);
            FloatRows.line(x + from, middle, factor, summand, y + from, length);
          }
        });
  }

  /**
   * {@code dx = dy·a + (x − mean)·b + d}.
   *
   * @param mean {@link #repeated}, as are a, b and d
   */
  void gradient(long x, long dy, long mean, long a, long b, long d, long dx) {
    forAll(
        (block, at, length, scratch) -> {
          if (isLast()) {
            int times = length / fold();
            long end = at + 4L * times * wide();
            ChannelLoops.gradient(x + at, dy + at, times, wide(), mean, a, b, d, dx + at);
            ChannelLoops.gradient(
                x + end, dy + end, length % fold(), channels, mean, a, b, d, dx + end);
            return;
          }
          for (int j = 0; j < channels; j++) {
            long from = at + 4L * j * length;
            float middle = Raw.getFloat(mean + 4L * j);
            float slope = Raw.getFloat(b + 4L * j);
            // (x − mean)·b + d by the stretch, then dy·a on top.
            FloatRows.line(x + from, middle, slope, Raw.getFloat(d + 4L * j), dx + from, length);
            FloatRows.add(dy + from, Raw.getFloat(a + 4L * j), dx + from, length);
          }
        });
  }
}

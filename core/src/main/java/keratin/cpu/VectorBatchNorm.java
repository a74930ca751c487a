package keratin.cpu;

import java.lang.foreign.Arena;
import keratin.memory.Raw;
import keratin.tensor.BatchNorm;
import keratin.tensor.BatchNormGrad;
import keratin.tensor.ScaleShift;
import keratin.tensor.Tensor;

/** Batch normalization and its gradient on float32. */
final class VectorBatchNorm {
  /*
   * Sums are made block by block and then joined in order [1]: any number of threads gives the
   * same bits. Memory is read once for mean and variance, for a block's own mean is known while the
   * block is in the cache; so numbers far from 0 lose no digits.
   *
   * [1] Chan, Golub and LeVeque: Updating Formulae and a Pairwise Algorithm for Computing Sample
   *     Variances, 1979.
   */

  // Blocks whose sums are added in float32; beyond that, in double precision.
  private static final int TOGETHER = 256;

  private VectorBatchNorm() {}

  static boolean has(Tensor x, int axis) {
    return ChannelBlocks.of(x, axis).isWorthIt();
  }

  static void run(BatchNorm op, Tensor[] in, Tensor[] out) {
    ChannelBlocks blocks = ChannelBlocks.of(in[0], op.axis());
    int c = blocks.channels();
    long x = in[0].address();
    try (Arena arena = Arena.ofConfined()) {
      double[] variances = moments(blocks, x, out[1].address(), out[2].address(), arena);
      long scale = arena.allocate(4L * c, 64).address();
      for (int j = 0; j < c; j++) {
        double inverse = 1 / Math.sqrt(variances[j] + op.epsilon());
        Raw.setFloat(scale + 4L * j, (float) (inverse * Raw.getFloat(in[1].address() + 4L * j)));
      }
      // The mean is subtracted before the scaling: the difference of large numbers is exact.
      blocks.line(
          x,
          blocks.repeated(out[1].address(), arena),
          blocks.repeated(scale, arena),
          blocks.repeated(in[2].address(), arena),
          out[0].address());
    }
  }

  private static double[] moments(
      ChannelBlocks blocks, long x, long mean, long variance, Arena arena) {
    int c = blocks.channels();
    int count = blocks.blocks();
    long sums = arena.allocate(8L * c * count, 64).address();
    long squares = sums + 4L * c * count;
    blocks.moments(x, sums, squares);
    double[] means = total(sums, count, c, arena);
    for (int j = 0; j < c; j++) {
      means[j] /= blocks.count();
      Raw.setFloat(mean + 4L * j, (float) means[j]);
    }
    double[] variances = total(squares, count, c, arena);
    // And what the means of blocks differ from the mean. All blocks are alike but the last.
    int length = blocks.length(0);
    int last = blocks.length(count - 1);
    FloatRows.line(sums, 1f / length, 0, sums, c * (count - 1));
    FloatRows.line(sums + 4L * c * (count - 1), 1f / last, 0, sums + 4L * c * (count - 1), c);
    Raw.fill(squares, 4L * c, (byte) 0);
    ChannelLoops.squares(sums, count - 1, c, mean, squares);
    for (int j = 0; j < c; j++) {
      double off = Raw.getFloat(sums + 4L * (c * (count - 1) + j)) - means[j];
      variances[j] += last * off * off + (double) length * Raw.getFloat(squares + 4L * j);
    }
    for (int j = 0; j < c; j++) {
      variances[j] /= blocks.count();
      Raw.setFloat(variance + 4L * j, (float) variances[j]);
    }
    return variances;
  }

  /** The sums of columns of {@code (rows, c)}. */
  private static double[] total(long parts, int rows, int c, Arena arena) {
    double[] total = new double[c];
    long sum = arena.allocate(4L * c, 64).address();
    for (int from = 0; from < rows; from += TOGETHER) {
      Raw.fill(sum, 4L * c, (byte) 0);
      ChannelLoops.sums(parts + 4L * from * c, Math.min(TOGETHER, rows - from), c, sum);
      for (int j = 0; j < c; j++) {
        total[j] += Raw.getFloat(sum + 4L * j);
      }
    }
    return total;
  }

  static void run(ScaleShift op, Tensor[] in, Tensor y) {
    ChannelBlocks blocks = ChannelBlocks.of(in[0], op.axis());
    try (Arena arena = Arena.ofConfined()) {
      long zeros = arena.allocate(4L * blocks.channels(), 64).address();
      blocks.line(
          in[0].address(),
          blocks.repeated(zeros, arena),
          blocks.repeated(in[1].address(), arena),
          blocks.repeated(in[2].address(), arena),
          y.address());
    }
  }

  static void run(BatchNormGrad op, Tensor[] in, Tensor[] out) {
    ChannelBlocks blocks = ChannelBlocks.of(in[0], op.axis());
    long x = in[0].address();
    long dy = in[4].address();
    int c = blocks.channels();
    int count = blocks.blocks();
    double n = blocks.count();
    try (Arena arena = Arena.ofConfined()) {
      long mean = blocks.repeated(in[2].address(), arena);
      long parts = arena.allocate(8L * c * count, 64).address();
      long products = parts + 4L * c * count;
      blocks.gradientSums(x, dy, mean, parts, products);
      double[] dbeta = total(parts, count, c, arena);
      double[] along = total(products, count, c, arena);
      long a = arena.allocate(12L * c, 64).address();
      long b = a + 4L * c;
      long d = b + 4L * c;
      for (int j = 0; j < c; j++) {
        long o = 4L * j;
        double inverse = 1 / Math.sqrt(Raw.getFloat(in[3].address() + o) + op.epsilon());
        double factor = inverse * Raw.getFloat(in[1].address() + o);
        double dgamma = along[j] * inverse;
        double dmean = Raw.getFloat(in[5].address() + o);
        double dvariance = Raw.getFloat(in[6].address() + o);
        Raw.setFloat(out[1].address() + o, (float) dgamma);
        Raw.setFloat(out[2].address() + o, (float) dbeta[j]);
        Raw.setFloat(a + o, (float) factor);
        Raw.setFloat(b + o, (float) ((2 * dvariance - factor * inverse * dgamma) / n));
        Raw.setFloat(d + o, (float) ((dmean - factor * dbeta[j]) / n));
      }
      long dx = out[0].address();
      blocks.gradient(
          x,
          dy,
          mean,
          blocks.repeated(a, arena),
          blocks.repeated(b, arena),
          blocks.repeated(d, arena),
          dx);
    }
  }
}

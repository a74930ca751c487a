package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import java.lang.foreign.Arena;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.LayerNorm;
import keratin.tensor.LayerNormGrad;
import keratin.tensor.Tensor;

/** Layer normalization and its gradient on float32: a row stays in the cache for all its passes. */
final class VectorLayerNorm {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  // Elements that are worth a thread, and that share one partial sum of the weights' gradients.
  private static final long GRAIN = 32768;

  private VectorLayerNorm() {}

  /** The mean that is subtracted. */
  private static float center(boolean centered, long x, int n) {
    return centered ? FloatRows.sum(x, n) / n : 0;
  }

  private static float inverse(long x, float center, int n, double epsilon) {
    return (float) (1 / Math.sqrt(FloatRows.squares(x, center, n) / n + epsilon));
  }

  static void run(LayerNorm op, Tensor[] in, Tensor y) {
    int n = in[0].shape().dim(-1);
    long x = in[0].address();
    long gamma = in[1].address();
    long beta = in[2].address();
    long to = y.address();
    VectorSoftmax.rows(
        in[0].size() / n,
        n,
        row -> {
          long at = 4 * row * n;
          float center = center(op.centered(), x + at, n);
          float inverse = inverse(x + at, center, n, op.epsilon());
          normalize(x + at, center, inverse, gamma, beta, to + at, n);
        });
  }

  private static void normalize(
      long x, float center, float inverse, long gamma, long beta, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      long o = 4L * i;
      FloatVector normal = load(x + o).sub(center).mul(inverse);
      store(normal.fma(load(gamma + o), load(beta + o)), y + o);
    }
    if (i < n) {
      long o = 4L * i;
      VectorMask<Float> k = SPECIES.indexInRange(i, n);
      FloatVector normal = load(x + o, k).sub(center).mul(inverse);
      store(normal.fma(load(gamma + o, k), load(beta + o, k)), y + o, k);
    }
  }

  static void run(LayerNormGrad op, Tensor[] in, Tensor[] out) {
    int n = in[0].shape().dim(-1);
    long rows = in[0].size() / n;
    long x = in[0].address();
    long gamma = in[1].address();
    long dy = in[2].address();
    long dx = out[0].address();
    long grain = Math.max(1, GRAIN / n);
    long piece = Pool.piece(rows, grain);
    long width = 8L * n;
    int pieces = (int) ((rows + piece - 1) / piece);
    try (Arena arena = Arena.ofConfined()) {
      long parts = arena.allocate(width * pieces, 64).address();
      Pool.parallel(
          rows,
          grain,
          (from, to) -> {
            long part = parts + width * (from / piece);
            Raw.fill(part, width, (byte) 0);
            for (long row = from; row < to; row++) {
              long at = 4 * row * n;
              float center = center(op.centered(), x + at, n);
              float inverse = inverse(x + at, center, n, op.epsilon());
              float along = sums(x + at, center, inverse, dy + at, gamma, part, n) / n;
              float level = op.centered() ? FloatRows.dot(dy + at, gamma, n) / n : 0;
              gradient(x + at, center, inverse, dy + at, gamma, along, level, dx + at, n);
            }
          });
      join(parts, pieces, n, out[1].address(), out[2].address());
    }
  }

  /**
   * Adds a row's {@code dy·x̂} and {@code dy} to the sums at {@code part} and behind them; gives
   * {@code Σ dy·gamma·x̂}.
   */
  private static float sums(
      long x, float center, float inverse, long dy, long gamma, long part, int n) {
    FloatVector along = FloatVector.zero(SPECIES);
    long second = part + 4L * n;
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      long o = 4L * i;
      FloatVector g = load(dy + o);
      FloatVector slope = load(x + o).sub(center).mul(inverse).mul(g);
      along = slope.fma(load(gamma + o), along);
      store(load(part + o).add(slope), part + o);
      store(load(second + o).add(g), second + o);
    }
    if (i < n) {
      long o = 4L * i;
      VectorMask<Float> k = SPECIES.indexInRange(i, n);
      FloatVector g = load(dy + o, k);
      FloatVector slope = load(x + o, k).sub(center).mul(inverse).mul(g);
      along = slope.fma(load(gamma + o, k), along);
      store(load(part + o, k).add(slope), part + o, k);
      store(load(second + o, k).add(g), second + o, k);
    }
    return FloatRows.sum(along);
  }

  /** {@code dx = (dy·gamma − level − x̂·along)·inverse}. */
  private static void gradient(
      long x,
      float center,
      float inverse,
      long dy,
      long gamma,
      float along,
      float level,
      long dx,
      int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      long o = 4L * i;
      FloatVector normal = load(x + o).sub(center).mul(inverse);
      FloatVector own = load(dy + o).mul(load(gamma + o)).sub(level);
      store(own.sub(normal.mul(along)).mul(inverse), dx + o);
    }
    if (i < n) {
      long o = 4L * i;
      VectorMask<Float> k = SPECIES.indexInRange(i, n);
      FloatVector normal = load(x + o, k).sub(center).mul(inverse);
      FloatVector own = load(dy + o, k).mul(load(gamma + o, k)).sub(level);
      store(own.sub(normal.mul(along)).mul(inverse), dx + o, k);
    }
  }

  private static void join(long parts, int pieces, int n, long dgamma, long dbeta) {
    double[] sums = new double[2 * n];
    for (int piece = 0; piece < pieces; piece++) {
      long at = parts + 8L * n * piece;
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Raw.getFloat(at + 4L * j);
      }
    }
    for (int j = 0; j < n; j++) {
      Raw.setFloat(dgamma + 4L * j, (float) sums[j]);
      Raw.setFloat(dbeta + 4L * j, (float) sums[n + j]);
    }
  }
}

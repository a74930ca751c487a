package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.tensor.SoftmaxGrad;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.Tensor;

/** Softmax and its gradient over rows of float32: a row stays in the cache for all its passes. */
final class VectorSoftmax {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final long GRAIN = 4096;

  private VectorSoftmax() {}

  /** What is done with one row. */
  interface Row {
    void run(long index);
  }

  /** Runs {@code row} for every row of n elements, on several threads if that is worth it. */
  static void rows(long count, int n, Row row) {
    Pool.parallel(
        count,
        Math.max(1, GRAIN / Math.max(1, n)),
        (from, to) -> {
          for (long i = from; i < to; i++) {
            row.run(i);
          }
        });
  }

  static void run(SoftmaxOp op, Tensor input, Tensor output) {
    int n = input.shape().dim(-1);
    if (input.size() == 0) {
      return;
    }
    long x = input.address();
    long y = output.address();
    boolean log = op.log();
    rows(
        input.size() / n,
        n,
        row -> {
          long from = x + 4 * row * n;
          long to = y + 4 * row * n;
          float max = FloatRows.max(from, n);
          if (log) {
            subtract(from, max, (float) Math.log(FloatRows.sumExp(from, max, n)), to, n);
          } else {
            FloatRows.line(to, 1 / FloatRows.exp(from, max, to, n), 0, to, n);
          }
        });
  }

  /** {@code y = (x − a) − b}: the first difference is exact near the largest element. */
  private static void subtract(long x, float a, float b, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatRows.store(FloatRows.load(x + 4L * i).sub(a).sub(b), y + 4L * i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatRows.store(FloatRows.load(x + 4L * i, rest).sub(a).sub(b), y + 4L * i, rest);
    }
  }

  static void gradient(SoftmaxGrad op, Tensor output, Tensor gradient, Tensor result) {
    int n = output.shape().dim(-1);
    if (output.size() == 0) {
      return;
    }
    long y = output.address();
    long dy = gradient.address();
    long dx = result.address();
    boolean log = op.log();
    rows(
        output.size() / n,
        n,
        row -> {
          long at = 4 * row * n;
          if (log) {
            logGradient(y + at, dy + at, FloatRows.sum(dy + at, n), dx + at, n);
          } else {
            gradient(y + at, dy + at, FloatRows.dot(y + at, dy + at, n), dx + at, n);
          }
        });
  }

  private static void gradient(long y, long dy, float sum, long dx, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector d = FloatRows.load(dy + 4L * i).sub(sum);
      FloatRows.store(d.mul(FloatRows.load(y + 4L * i)), dx + 4L * i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector d = FloatRows.load(dy + 4L * i, rest).sub(sum);
      FloatRows.store(d.mul(FloatRows.load(y + 4L * i, rest)), dx + 4L * i, rest);
    }
  }

  private static void logGradient(long y, long dy, float sum, long dx, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector e = FloatMath.exp(FloatRows.load(y + 4L * i));
      FloatRows.store(FloatRows.load(dy + 4L * i).sub(e.mul(sum)), dx + 4L * i);
    }
    if (i < n) {
      logGradientRest(y + 4L * i, dy + 4L * i, sum, dx + 4L * i, n - i);
    }
  }

  private static void logGradientRest(long y, long dy, float sum, long dx, int n) {
    VectorMask<Float> rest = SPECIES.indexInRange(0, n);
    FloatVector e = FloatMath.exp(FloatRows.load(y, rest));
    FloatRows.store(FloatRows.load(dy, rest).sub(e.mul(sum)), dx, rest);
  }
}

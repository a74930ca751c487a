package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import keratin.memory.Raw;

/** Products of one row with a float32 matrix, {@code y = x · op(B) + beta · y}. */
final class VectorSgemv {
  /*
   * Every element of B is used once, so it is read where it lies: packing it would cost more than
   * the sums. Four vectors, or four rows if B is transposed, run side by side, because an FMA takes
   * four cycles. A column's sum has the same order wherever the columns are cut.
   */

  private static final int LANES = SgemmKernel.LANES;

  private VectorSgemv() {}

  /** x has k elements, y has n; B is (k, n), or (n, k) if transposed. */
  static void sgemv(boolean transB, long n, long k, long x, long b, long y, float beta) {
    Pool.parallel(
        n,
        Gemm.block(n, k, 4L * LANES, LANES),
        (from, to) -> {
          if (transB) {
            dots(from, to, k, x, b, y, beta);
          } else {
            sums(from, to, n, k, x, b, y, beta);
          }
        });
  }

  private static void sums(long from, long to, long n, long k, long x, long b, long y, float beta) {
    long j = from;
    for (; j <= to - 4L * LANES; j += 4L * LANES) {
      fourSums(4 * n, k, x, b + 4 * j, y + 4 * j, beta);
    }
    for (; j < to; j += LANES) {
      VectorMask<Float> rest = SgemmKernel.SPECIES.indexInRange(j, to);
      FloatVector sum = FloatVector.zero(SgemmKernel.SPECIES);
      for (long p = 0; p < k; p++) {
        FloatVector row = FloatRows.load(b + 4 * (p * n + j), rest);
        sum = row.fma(FloatVector.broadcast(SgemmKernel.SPECIES, Raw.getFloat(x + 4 * p)), sum);
      }
      if (beta != 0) {
        sum = FloatRows.load(y + 4 * j, rest).mul(beta).add(sum);
      }
      FloatRows.store(sum, y + 4 * j, rest);
    }
  }

  private static void fourSums(long row, long k, long x, long b, long y, float beta) {
    FloatVector sum0 = FloatVector.zero(SgemmKernel.SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    long width = 4L * LANES;
    for (long p = 0; p < k; p++) {
      FloatVector scale = FloatVector.broadcast(SgemmKernel.SPECIES, Raw.getFloat(x + 4 * p));
      long at = b + p * row;
      sum0 = scale.fma(FloatRows.load(at), sum0);
      sum1 = scale.fma(FloatRows.load(at + width), sum1);
      sum2 = scale.fma(FloatRows.load(at + 2 * width), sum2);
      sum3 = scale.fma(FloatRows.load(at + 3 * width), sum3);
    }
    add(sum0, y, beta);
    add(sum1, y + width, beta);
    add(sum2, y + 2 * width, beta);
    add(sum3, y + 3 * width, beta);
  }

  private static void add(FloatVector sum, long y, float beta) {
    FloatRows.store(beta == 0 ? sum : FloatRows.load(y).mul(beta).add(sum), y);
  }

  private static void dots(long from, long to, long k, long x, long b, long y, float beta) {
    int whole = (int) (k - k % LANES);
    VectorMask<Float> rest = SgemmKernel.SPECIES.indexInRange(whole, k);
    FloatVector end = FloatRows.load(x + 4L * whole, rest);
    for (long j = from; j < to; j += 4) {
      // Rows past the end repeat the last one.
      long last = to - 1;
      long b0 = b + 4 * j * k;
      long b1 = b + 4 * Math.min(j + 1, last) * k;
      long b2 = b + 4 * Math.min(j + 2, last) * k;
      long b3 = b + 4 * Math.min(j + 3, last) * k;
      FloatVector sum0 = end.mul(FloatRows.load(b0 + 4L * whole, rest));
      FloatVector sum1 = end.mul(FloatRows.load(b1 + 4L * whole, rest));
      FloatVector sum2 = end.mul(FloatRows.load(b2 + 4L * whole, rest));
      FloatVector sum3 = end.mul(FloatRows.load(b3 + 4L * whole, rest));
      for (int p = 0; p < whole; p += LANES) {
        FloatVector part = FloatRows.load(x + 4L * p);
        sum0 = part.fma(FloatRows.load(b0 + 4L * p), sum0);
        sum1 = part.fma(FloatRows.load(b1 + 4L * p), sum1);
        sum2 = part.fma(FloatRows.load(b2 + 4L * p), sum2);
        sum3 = part.fma(FloatRows.load(b3 + 4L * p), sum3);
      }
      add(FloatRows.sum(sum0), y + 4 * j, beta);
      if (j + 1 < to) {
        add(FloatRows.sum(sum1), y + 4 * (j + 1), beta);
      }
      if (j + 2 < to) {
        add(FloatRows.sum(sum2), y + 4 * (j + 2), beta);
      }
      if (j + 3 < to) {
        add(FloatRows.sum(sum3), y + 4 * (j + 3), beta);
      }
    }
  }

  private static void add(float sum, long y, float beta) {
    Raw.setFloat(y, beta == 0 ? sum : beta * Raw.getFloat(y) + sum);
  }
}

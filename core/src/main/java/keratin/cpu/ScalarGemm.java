package keratin.cpu;

import keratin.memory.Raw;

/**
 * Matrix products by three plain loops: the oracle of the tests, and the fastest way for products
 * so small that calling anything costs more.
 *
 * <p>Each element is summed over {@code k} in rising order in its own type, without fused
 * multiply-add. Computes the rows {@code from <= i < to} of {@code C = op(A) · op(B) + beta · C},
 * all row-major and contiguous; C is not read if {@code beta} is 0.
 */
final class ScalarGemm {
  private ScalarGemm() {}

  static void sgemm(
      boolean transA,
      boolean transB,
      long from,
      long to,
      long m,
      long n,
      long k,
      long a,
      long b,
      long c,
      float beta) {
    long aRow = 4 * (transA ? 1 : k);
    long aStep = 4 * (transA ? m : 1);
    long bColumn = 4 * (transB ? k : 1);
    long bStep = 4 * (transB ? 1 : n);
    for (long i = from; i < to; i++) {
      for (long j = 0; j < n; j++) {
        long left = a + i * aRow;
        long right = b + j * bColumn;
        float sum = 0;
        for (long p = 0; p < k; p++) {
          sum += Raw.getFloat(left) * Raw.getFloat(right);
          left += aStep;
          right += bStep;
        }
        long target = c + 4 * (i * n + j);
        Raw.setFloat(target, beta == 0 ? sum : sum + beta * Raw.getFloat(target));
      }
    }
  }

  static void dgemm(
      boolean transA,
      boolean transB,
      long from,
      long to,
      long m,
      long n,
      long k,
      long a,
      long b,
      long c,
      double beta) {
    long aRow = 8 * (transA ? 1 : k);
    long aStep = 8 * (transA ? m : 1);
    long bColumn = 8 * (transB ? k : 1);
    long bStep = 8 * (transB ? 1 : n);
    for (long i = from; i < to; i++) {
      for (long j = 0; j < n; j++) {
        long left = a + i * aRow;
        long right = b + j * bColumn;
        double sum = 0;
        for (long p = 0; p < k; p++) {
          sum += Raw.getDouble(left) * Raw.getDouble(right);
          left += aStep;
          right += bStep;
        }
        long target = c + 8 * (i * n + j);
        Raw.setDouble(target, beta == 0 ? sum : sum + beta * Raw.getDouble(target));
      }
    }
  }
}

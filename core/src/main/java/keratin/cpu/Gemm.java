package keratin.cpu;

import org.jspecify.annotations.Nullable;

/**
 * Matrix products {@code C = op(A) · op(B) + beta · C} of contiguous row-major matrices: {@code
 * op(A)} is (m, k), {@code op(B)} (k, n), C (m, n), and {@code op} transposes where the flag is
 * set, so that a transposed A is stored as (k, m). C is not read if {@code beta} is 0.
 *
 * <p>The work is cut into blocks of rows or columns which {@link Pool} spreads over threads; the
 * kernel of each block is our own, in machine code or the Vector API, plain loops, or oneDNN's, by
 * {@link Tier}. NaN and infinity go through as IEEE arithmetic says. The same call gives the same
 * bits for any number of threads.
 */
final class Gemm {
  /*
   * Where oneDNN's cut goes (docs/decisions/002-gemm.md): it reaches its full speed with blocks of 8
   * to 32 rows when B is not transposed; a transposed B is repacked by every block of rows, so it
   * is cut by columns, or into tall blocks if there are few columns. With an epilogue the cut is
   * always by rows.
   */

  /** What happens to finished elements while they are still in the cache, on the same thread. */
  @FunctionalInterface
  interface Epilogue {
    /** The elements {@code row <= i < rowEnd}, {@code column <= j < columnEnd} of C are final. */
    void block(long row, long rowEnd, long column, long columnEnd);
  }

  // Multiplications below which a plain loop beats the call of a kernel.
  private static final long TINY = 256;
  // Multiplications worth a piece of their own: 2 to 5 us; handing it over costs 0.6, or 6 after
  // the worker fell asleep.
  static final long MIN_WORK = 128 * 1024;
  private static final long MIN_ROWS = 32;
  private static final long MIN_ROWS_REPACKING = 128;
  private static final long MIN_COLUMNS = 64;
  private static final long MIN_COLUMNS_REPACKING = 128;

  private Gemm() {}

  /** Product of float32 matrices at the given addresses. */
  static void sgemm(
      boolean transA, boolean transB, long m, long n, long k, long a, long b, long c, float beta) {
    sgemm(transA, transB, m, n, k, a, b, c, beta, null);
  }

  /** The same, followed by {@code epilogue} on every finished block. */
  static void sgemm(
      boolean transA,
      boolean transB,
      long m,
      long n,
      long k,
      long a,
      long b,
      long c,
      float beta,
      @Nullable Epilogue epilogue) {
    if (m == 0 || n == 0) {
      return;
    }
    Tier tier = Tier.chosen();
    if (tier == Tier.SCALAR || k == 0 || m * n * k <= TINY) {
      Pool.parallel(
          m,
          rowBlock(m, n * Math.max(k, 1), MIN_ROWS),
          (from, to) -> {
            ScalarGemm.sgemm(transA, transB, from, to, m, n, k, a, b, c, beta);
            finish(epilogue, from, to, n);
          });
    } else if (tier != Tier.ONEDNN) {
      PanelSgemm.sgemm(MicroKernel.chosen(), transA, transB, m, n, k, a, b, c, beta, epilogue);
    } else if (epilogue == null && (transB ? n >= m : m < 2 * MIN_ROWS && n > m)) {
      Pool.parallel(
          n,
          block(n, m * k, transB ? MIN_COLUMNS_REPACKING : MIN_COLUMNS, 16),
          (from, to) ->
              OneDnn.sgemm(
                  transA,
                  transB,
                  m,
                  to - from,
                  k,
                  1,
                  a,
                  transA ? m : k,
                  b + 4 * from * (transB ? k : 1),
                  transB ? k : n,
                  beta,
                  c + 4 * from,
                  n));
    } else {
      Pool.parallel(
          m,
          rowBlock(m, n * k, transB ? MIN_ROWS_REPACKING : MIN_ROWS),
          (from, to) -> {
            OneDnn.sgemm(
                transA,
                transB,
                to - from,
                n,
                k,
                1,
                a + 4 * from * (transA ? 1 : k),
                transA ? m : k,
                b,
                transB ? k : n,
                beta,
                c + 4 * from * n,
                n);
            finish(epilogue, from, to, n);
          });
    }
  }

  /** Product of float64 matrices. */
  static void dgemm(
      boolean transA, boolean transB, long m, long n, long k, long a, long b, long c, double beta) {
    if (m == 0 || n == 0) {
      return;
    }
    if (Tier.vector() && k > 0 && m * n * k > TINY) {
      VectorDgemm.dgemm(transA, transB, m, n, k, a, b, c, beta);
    } else {
      Pool.parallel(
          m,
          rowBlock(m, n * Math.max(k, 1), MIN_ROWS),
          (from, to) -> ScalarGemm.dgemm(transA, transB, from, to, m, n, k, a, b, c, beta));
    }
  }

  /**
   * {@code count} products of float32 matrices. Consecutive matrices lie {@code strideA}, {@code
   * strideB}, {@code strideC} elements apart; a stride of 0 uses one A or B for all.
   */
  static void sgemmBatched(
      boolean transA,
      boolean transB,
      long count,
      long m,
      long n,
      long k,
      long a,
      long strideA,
      long b,
      long strideB,
      long c,
      long strideC,
      float beta) {
    batched(
        count,
        m * n * k,
        i ->
            sgemm(
                transA,
                transB,
                m,
                n,
                k,
                a + 4 * i * strideA,
                b + 4 * i * strideB,
                c + 4 * i * strideC,
                beta));
  }

  /** {@code count} products of float64 matrices; strides as in {@link #sgemmBatched}. */
  static void dgemmBatched(
      boolean transA,
      boolean transB,
      long count,
      long m,
      long n,
      long k,
      long a,
      long strideA,
      long b,
      long strideB,
      long c,
      long strideC,
      double beta) {
    batched(
        count,
        m * n * k,
        i ->
            dgemm(
                transA,
                transB,
                m,
                n,
                k,
                a + 8 * i * strideA,
                b + 8 * i * strideB,
                c + 8 * i * strideC,
                beta));
  }

  private interface One {
    void run(long index);
  }

  private static void batched(long count, long work, One one) {
    if (count < 8 && work >= 16 * MIN_WORK) {
      // Few large products: the cut inside each one balances better.
      for (long i = 0; i < count; i++) {
        one.run(i);
      }
      return;
    }
    // Inside a piece, each product runs on the piece's own thread.
    Pool.parallel(
        count,
        Math.max(1, MIN_WORK / Math.max(1, work)),
        (from, to) -> {
          for (long i = from; i < to; i++) {
            one.run(i);
          }
        });
  }

  private static void finish(@Nullable Epilogue epilogue, long from, long to, long n) {
    if (epilogue != null) {
      epilogue.block(from, to, 0, n);
    }
  }

  private static long rowBlock(long rows, long workPerRow, long atLeast) {
    return block(rows, workPerRow, atLeast, 8);
  }

  /** Length of the pieces of {@code 0..extent}: enough work in each, and even shares. */
  static long block(long extent, long workPerIndex, long atLeast, long multiple) {
    long pieces = Math.min(extent * workPerIndex / MIN_WORK, (extent + atLeast - 1) / atLeast);
    if (pieces <= 1) {
      return extent;
    }
    if (pieces < 16) {
      // Three equal pieces keep two threads busy for two turns; a power of two shares evenly.
      pieces = Long.highestOneBit(pieces);
    }
    long length = (extent + pieces - 1) / pieces;
    return (length + multiple - 1) / multiple * multiple;
  }
}

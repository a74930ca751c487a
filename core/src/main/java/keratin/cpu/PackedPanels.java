package keratin.cpu;

/**
 * A float32 matrix op(B), {@code (k, n)}, packed once for products with many small blocks of rows,
 * which then run on the caller's thread.
 *
 * @param kernel what multiplies
 * @param k rows of op(B)
 * @param n columns of op(B)
 * @param address room for {@link #bytes}
 */
record PackedPanels(MicroKernel kernel, int k, int n, long address) {
  // So few elements are packed before another thread could begin.
  private static final long GRAIN = 16 * 1024;

  /** The room that the packed matrix needs. */
  static long bytes(MicroKernel kernel, int k, int n) {
    return Workspace.round(4L * k * Math.ceilDiv(n, kernel.columns()) * kernel.columns());
  }

  private int width(int column) {
    return Math.min(kernel.columns(), n - column);
  }

  private long panel(int column) {
    return address + 4L * k * column;
  }

  /**
   * Packs the matrix.
   *
   * @param transB whether it is stored as (n, k)
   * @param b its first element
   * @param rowB bytes between stored rows
   */
  PackedPanels pack(boolean transB, long b, long rowB) {
    return pack(transB, b, rowB, 0, k);
  }

  /** Packs {@code depth} of the k rows of op(B), the first of which is {@code from}; b is there. */
  PackedPanels pack(boolean transB, long b, long rowB, int from, int depth) {
    int columns = kernel.columns();
    Pool.parallel(
        Math.ceilDiv(n, columns),
        Math.ceilDiv(GRAIN, (long) columns * depth),
        (begin, end) -> {
          for (int column = (int) begin * columns;
              column < n && column < end * columns;
              column += columns) {
            int width = width(column);
            long first = b + column * (transB ? rowB : 4);
            long to = panel(column) + 4L * from * kernel.padded(width);
            kernel.pack(transB, first, rowB, depth, width, to);
          }
        });
    return this;
  }

  /** {@code C = A · op(B) + beta · C} for a few rows, bytes {@code rowA} and {@code rowC} apart. */
  void multiply(long a, long rowA, long rows, long c, long rowC, float beta) {
    multiply(a, rowA, rows, 0, c, rowC, beta);
  }

  /** The same where the first {@code zeros} columns of A are zeros, which are left out. */
  void multiply(long a, long rowA, long rows, int zeros, long c, long rowC, float beta) {
    long first = a + 4L * zeros;
    for (int column = 0; column < n; column += kernel.columns()) {
      int width = width(column);
      long panel = panel(column) + 4L * zeros * kernel.padded(width);
      kernel.multiply(first, rowA, 4, rows, panel, k - zeros, width, c + 4L * column, rowC, beta);
    }
  }
}

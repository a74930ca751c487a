package keratin.cpu;

/**
 * The innermost loops of float32 products: rows of op(A) times a packed panel of op(B). What dense
 * layers and convolutions rest on.
 *
 * <p>A panel holds up to {@link #columns} columns, step by step of k: at each step one vector, or
 * two if {@code width > lanes()}, that is {@code 4 * padded(width)} bytes. Addresses and distances
 * are in bytes. An element's sum is taken with fused multiply-adds in rising order of k, beginning
 * at zero; so all kernels give the same bits.
 *
 * <p>Nothing outside the given matrices and panels is read or written.
 */
interface MicroKernel {
  /** The kernel of the tier in use; the scalar tier has none. */
  static MicroKernel chosen() {
    return Tier.chosen() == Tier.NATIVE ? NativeMicroKernel.instance() : VectorMicroKernel.INSTANCE;
  }

  /** Floats of a vector. */
  int lanes();

  /** Rows at once: blocks of a multiple of these are fastest. */
  int rows();

  /** Whether the kernel has its full speed already; {@link #product} copes where it has not. */
  default boolean ready() {
    return true;
  }

  /** Columns of a full panel. */
  default int columns() {
    return 2 * lanes();
  }

  /** Columns of a panel for {@code width} columns: one vector, or two. */
  default int padded(int width) {
    return width > lanes() ? columns() : lanes();
  }

  /**
   * Packs {@code width} columns and {@code depth} steps of op(B).
   *
   * @param transB whether B is stored as (n, k)
   * @param b first element of the part, {@code rowB} bytes between stored rows
   * @param panel room for {@code depth * padded(width)} floats; columns that do not exist become
   *     zeros or repeat others
   */
  void pack(boolean transB, long b, long rowB, int depth, int width, long panel);

  /**
   * Packs {@code columns} columns of a B that is not transposed, and {@code depth} steps, into
   * panels {@code panelBytes} apart, in the order in which B lies.
   */
  default void packRows(long b, long rowB, int depth, int columns, long panels, long panelBytes) {
    for (int column = 0, i = 0; column < columns; column += columns(), i++) {
      int width = Math.min(columns(), columns - column);
      pack(false, b + 4L * column, rowB, depth, width, panels + i * panelBytes);
    }
  }

  /**
   * {@code C = op(A) · panel + beta · C} for {@code rows} rows, {@code width} columns and {@code
   * depth} steps; C is not read if beta is 0.
   *
   * @param a first element; {@code rowA} bytes from a row to the next, {@code stepA} from a step to
   *     the next, one of which must be 4
   * @param c first element of C's part, {@code rowC} bytes between rows
   */
  void multiply(
      long a,
      long rowA,
      long stepA,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta);

  /**
   * The same for an A that lies in rows, while as much memory as the panel has is asked for from
   * {@code next} on: what is read soon is then in the caches. It need not be there.
   */
  default void multiply(
      long a,
      long rowA,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta,
      long next) {
    multiply(a, rowA, 4, rows, panel, depth, width, c, rowC, beta);
  }

  /**
   * The same for rows that are put together from segments of {@code depth} elements each, as the
   * pixels under the kernel of a convolution are. The panel has {@code segments * depth} steps.
   *
   * @param pointers addresses of the segments, as longs in the order [strip][segment][row of the
   *     strip], strips of {@link #rows} rows; those of rows that do not exist are not read
   */
  void multiply(
      long pointers,
      int segments,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta);

  /** Packs a panel and multiplies with it. Arguments as above; {@code panel} is room to work in. */
  default void product(
      boolean transB,
      long rows,
      int width,
      int depth,
      long a,
      long rowA,
      long stepA,
      long b,
      long rowB,
      long c,
      long rowC,
      float beta,
      long panel) {
    pack(transB, b, rowB, depth, width, panel);
    multiply(a, rowA, stepA, rows, panel, depth, width, c, rowC, beta);
  }
}

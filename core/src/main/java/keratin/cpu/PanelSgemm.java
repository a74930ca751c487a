package keratin.cpu;

import java.lang.foreign.Arena;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Products of float32 matrices by a {@link MicroKernel}; arguments as in {@link Gemm}. */
final class PanelSgemm {
  /*
   * The scheme of Goto and van de Geijn [1], with less copying: B is packed into panels as wide as
   * the kernel, A is read in place, whose broadcasts do not care about its layout. A piece of work
   * is a block of rows and columns. It packs its own panels, so pieces share nothing and a product
   * is handed over once; a panel costs as much to pack as four rows cost to multiply.
   *
   * An element's sum is taken in the same order wherever the cut goes.
   *
   * [1] Anatomy of High-Performance Matrix Multiplication, ACM TOMS 34(3), 2008.
   */

  // Longest run of k at once: a panel of 32 columns takes 64 KB, 384 rows of A 768 KB of the
  // second cache.
  private static final int MAX_DEPTH = 512;
  // So many rows do not pay for packing B.
  private static final long FEW_ROWS = 3;
  private static final long TALL = 384;
  // Fewest rows that pay for packing the same panel again.
  private static final long MIN_ROWS = 32;
  private static final long ENOUGH_PIECES = 32;
  // Sums that are long enough to be cut, into so many parts at most.
  private static final long LONG = 2048;
  private static final long MAX_PARTS = 16;
  private static final long SUM_GRAIN = 16384;

  /** Panels to work in, one a thread at most; never freed. */
  private static final ConcurrentLinkedQueue<Long> PANELS = new ConcurrentLinkedQueue<>();

  private record Product(
      MicroKernel kernel,
      boolean transA,
      boolean transB,
      long m,
      long n,
      long k,
      long a,
      long b,
      long c,
      float beta) {
    /** The part of a product Aᵀ · B that the rows {@code from} to {@code to} of both add. */
    Product part(long from, long to, long target, float beta) {
      return new Product(
          kernel, true, false, m, n, to - from, a + 4 * from * m, b + 4 * from * n, target, beta);
    }
  }

  private PanelSgemm() {}

  static void sgemm(
      MicroKernel kernel,
      boolean transA,
      boolean transB,
      long m,
      long n,
      long k,
      long a,
      long b,
      long c,
      float beta,
      Gemm.@Nullable Epilogue epilogue) {
    if (Tier.vector() && (n == 1 || m == 1 || m <= FEW_ROWS && !transA)) {
      rows(transA, transB, m, n, k, a, b, c, beta);
      if (epilogue != null) {
        epilogue.block(0, m, 0, n);
      }
      return;
    }
    if (PackedSgemm.pays(kernel, transA, m, n, k)) {
      PackedSgemm.sgemm(kernel, transA, transB, m, n, k, a, b, c, beta, epilogue);
      return;
    }
    Product product = new Product(kernel, transA, transB, m, n, k, a, b, c, beta);
    if (transA && !transB && k >= LONG && k >= 8 * Math.max(m, n) && Tier.vector()) {
      alongDepth(product, epilogue);
      return;
    }
    long pieces = Math.clamp(m * n * k / Gemm.MIN_WORK, 1, ENOUGH_PIECES);
    long high = blockLength(m, Math.ceilDiv(m, TALL), kernel.rows());
    long columnBlocks = Math.ceilDiv(pieces, Math.ceilDiv(m, high));
    long wide = blockLength(n, columnBlocks, kernel.columns());
    long across = Math.ceilDiv(n, wide);
    if (across * Math.ceilDiv(m, high) < Math.min(pieces, 8)) {
      high = blockLength(m, Math.min(pieces / across, m / MIN_ROWS), kernel.rows());
    }
    long rowBlock = high;
    Pool.parallel(
        across * Math.ceilDiv(m, high),
        1,
        (from, to) -> {
          Long free = PANELS.poll();
          long panel = free != null ? free : newPanel(kernel);
          for (long piece = from; piece < to; piece++) {
            long row = piece / across * rowBlock;
            long column = piece % across * wide;
            long rowEnd = Math.min(m, row + rowBlock);
            long columnEnd = Math.min(n, column + wide);
            block(product, row, rowEnd, column, columnEnd, panel);
            if (epilogue != null) {
              epilogue.block(row, rowEnd, column, columnEnd);
            }
          }
          PANELS.add(panel);
        });
  }

  /*
   * Few elements with long sums, as gradients of weights are: a cut by columns would read all of A
   * for each of them. Cut along k, A and B are read once, and the parts' sums are added in order.
   */
  private static void alongDepth(Product x, Gemm.@Nullable Epilogue epilogue) {
    long parts = Long.highestOneBit(Math.min(x.k / MAX_DEPTH, MAX_PARTS));
    long depth = Math.ceilDiv(x.k, parts);
    long bytes = 4 * x.m * x.n;
    long panel = Workspace.round(4L * MAX_DEPTH * x.kernel.columns());
    try (Workspace space = new Workspace("a product", (parts - 1) * bytes, panel)) {
      long others = space.shared();
      Pool.parallel(
          parts,
          1,
          (from, to) -> {
            long mine = space.take();
            for (long i = from; i < to; i++) {
              long begin = i * depth;
              long end = Math.min(x.k, begin + depth);
              long target = i == 0 ? x.c : others + (i - 1) * bytes;
              block(x.part(begin, end, target, i == 0 ? x.beta : 0), 0, x.m, 0, x.n, mine);
            }
            space.back(mine);
          });
      Pool.parallel(
          x.m * x.n,
          SUM_GRAIN,
          (from, to) -> {
            for (long i = 0; i < parts - 1; i++) {
              FloatRows.add(others + i * bytes + 4 * from, 1, x.c + 4 * from, (int) (to - from));
            }
          });
    }
    if (epilogue != null) {
      epilogue.block(0, x.m, 0, x.n);
    }
  }

  private static long newPanel(MicroKernel kernel) {
    return Arena.global().allocate(4L * MAX_DEPTH * kernel.columns(), 64).address();
  }

  private static void rows(
      boolean transA, boolean transB, long m, long n, long k, long a, long b, long c, float beta) {
    if (n == 1) {
      // The column as a row: B as a row times op(A) transposed.
      VectorSgemv.sgemv(!transA, m, k, b, a, c, beta);
      return;
    }
    for (long i = 0; i < m; i++) {
      VectorSgemv.sgemv(transB, n, k, a + 4 * i * k, b, c + 4 * i * n, beta);
    }
  }

  /** Length of {@code blocks} even blocks, a power of two of them if there are few. */
  static long blockLength(long extent, long blocks, long multiple) {
    long count = Math.max(1, blocks < 16 ? Long.highestOneBit(blocks) : blocks);
    return Math.ceilDiv(Math.ceilDiv(extent, count), multiple) * multiple;
  }

  /** Length of even blocks of k, the same for every way to cut m and n. */
  static long depthBlock(long k) {
    return Math.ceilDiv(k, Math.ceilDiv(k, MAX_DEPTH));
  }

  private static void block(
      Product x, long row, long rowEnd, long column, long columnEnd, long panel) {
    int columns = x.kernel.columns();
    long depthBlock = depthBlock(x.k);
    long rowA = 4 * (x.transA ? 1 : x.k);
    long stepA = 4 * (x.transA ? x.m : 1);
    for (long p = 0; p < x.k; p += depthBlock) {
      int depth = (int) Math.min(depthBlock, x.k - p);
      float beta = p == 0 ? x.beta : 1;
      for (long j = column; j < columnEnd; j += columns) {
        int width = (int) Math.min(columns, columnEnd - j);
        long a = x.a + row * rowA + p * stepA;
        long b = x.b + 4 * (x.transB ? j * x.k + p : p * x.n + j);
        long rowB = 4 * (x.transB ? x.k : x.n);
        long c = x.c + 4 * (row * x.n + j);
        long rows = rowEnd - row;
        x.kernel.product(
            x.transB, rows, width, depth, a, rowA, stepA, b, rowB, c, 4 * x.n, beta, panel);
      }
    }
  }
}

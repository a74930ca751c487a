package keratin.cpu;

import keratin.memory.Raw;
import org.jspecify.annotations.Nullable;

/**
 * Products of float32 matrices of many rows, for which the whole of op(B) is packed once; arguments
 * as in {@link Gemm}.
 */
final class PackedSgemm {
  /*
   * Every block of rows reads all of B. Where B does not fit the second cache, packing it costs a
   * block up to a tenth of its time, because a panel's rows lie pages apart; packed, it comes as
   * fast as the sums need it. So blocks may also be lower, and their part of A stays in the second
   * cache while the panels go by.
   */

  private static final long MIN_BYTES = 512 * 1024;
  private static final long ROWS = 192;
  private static final long PIECES = 16;
  // Fewest that pay for the copy of a block of A.
  private static final long PANELS_PER_COPY = 12;

  private final MicroKernel kernel;
  private final boolean transA;
  private final boolean transB;
  private final long m;
  private final long n;
  private final long k;
  private final long rowA;
  private final long stepA;
  private final long depthBlock;
  private final long panels;
  private final long panelBytes;

  private PackedSgemm(MicroKernel kernel, boolean transA, boolean transB, long m, long n, long k) {
    this.kernel = kernel;
    this.transA = transA;
    this.transB = transB;
    this.m = m;
    this.n = n;
    this.k = k;
    this.rowA = 4 * (transA ? 1 : k);
    this.stepA = 4 * (transA ? m : 1);
    this.depthBlock = PanelSgemm.depthBlock(k);
    this.panels = Math.ceilDiv(n, kernel.columns());
    this.panelBytes = 4L * depthBlock * kernel.columns();
  }

  /** Whether this way is the faster one. */
  static boolean pays(MicroKernel kernel, boolean transA, long m, long n, long k) {
    long least = kernel.columns() * (transA ? PANELS_PER_COPY : 1);
    return m >= 2 * ROWS && n >= least && 4 * n * k > MIN_BYTES && kernel.ready();
  }

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
    new PackedSgemm(kernel, transA, transB, m, n, k).run(a, b, c, beta, epilogue);
  }

  private void run(long a, long b, long c, float beta, Gemm.@Nullable Epilogue epilogue) {
    long count = panels * Math.ceilDiv(k, depthBlock);
    long blocks = Math.ceilDiv(m, ROWS);
    long high = PanelSgemm.blockLength(m, blocks, kernel.rows());
    // Few blocks of rows are cut by columns, too.
    long cuts = transA ? panels / PANELS_PER_COPY : panels;
    long wide = Math.ceilDiv(panels, Math.clamp(PIECES / blocks, 1, cuts));
    long across = Math.ceilDiv(panels, wide);
    long copy = transA ? 4 * high * depthBlock : 0;
    try (Workspace space = new Workspace("a product", count * panelBytes, copy)) {
      long packed = space.shared();
      Pool.parallel(
          count,
          1,
          (from, to) -> {
            for (long i = from; i < to; i++) {
              pack(b, i, packed);
            }
          });
      Pool.parallel(
          across * Math.ceilDiv(m, high),
          1,
          (from, to) -> {
            long mine = space.take();
            for (long piece = from; piece < to; piece++) {
              long row = piece / across * high;
              long rowEnd = Math.min(m, row + high);
              long first = piece % across * wide;
              long end = Math.min(panels, first + wide);
              block(a, packed, c, beta, row, rowEnd, first, end, mine);
              if (epilogue != null) {
                long columnEnd = Math.min(n, end * kernel.columns());
                epilogue.block(row, rowEnd, first * kernel.columns(), columnEnd);
              }
            }
            space.back(mine);
          });
    }
  }

  private int width(long panel) {
    return (int) Math.min(kernel.columns(), n - panel * kernel.columns());
  }

  private void pack(long b, long index, long packed) {
    long panel = index % panels;
    long p = index / panels * depthBlock;
    int depth = (int) Math.min(depthBlock, k - p);
    long j = panel * kernel.columns();
    long from = b + 4 * (transB ? j * k + p : p * n + j);
    long to = packed + index * panelBytes;
    kernel.pack(transB, from, 4 * (transB ? k : n), depth, width(panel), to);
  }

  private void block(
      long a,
      long packed,
      long c,
      float beta,
      long row,
      long rowEnd,
      long first,
      long end,
      long copy) {
    long rows = rowEnd - row;
    for (long p = 0; p < k; p += depthBlock) {
      int depth = (int) Math.min(depthBlock, k - p);
      long from = a + row * rowA + p * stepA;
      if (transA) {
        for (long step = 0; step < depth; step++) {
          Raw.copy(from + step * stepA, copy + 4 * step * rows, 4 * rows);
        }
      }
      for (long panel = first; panel < end; panel++) {
        kernel.multiply(
            transA ? copy : from,
            rowA,
            transA ? 4 * rows : stepA,
            rows,
            packed + (p / depthBlock * panels + panel) * panelBytes,
            depth,
            width(panel),
            c + 4 * (row * n + panel * kernel.columns()),
            4 * n,
            p == 0 ? beta : 1);
      }
    }
  }
}

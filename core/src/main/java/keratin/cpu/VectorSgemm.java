package keratin.cpu;

import java.lang.foreign.Arena;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/** Products of float32 matrices in the Vector API; arguments as in {@link Gemm}. */
final class VectorSgemm {
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

  private static final int LANES = SgemmKernel.LANES;
  private static final int ROWS = SgemmKernel.ROWS;
  private static final int COLUMNS = SgemmKernel.COLUMNS;
  // Longest run of k at once: a panel of 32 columns takes 64 KB, 384 rows of A 768 KB of the
  // second cache.
  private static final int MAX_DEPTH = 512;
  // So many rows do not pay for packing B.
  private static final long FEW_ROWS = 3;
  private static final long TALL = 384;
  // Fewest rows that pay for packing the same panel again.
  private static final long MIN_ROWS = 32;
  private static final long ENOUGH_PIECES = 32;

  private static final ConcurrentLinkedQueue<Scratch> SCRATCH = new ConcurrentLinkedQueue<>();

  /** Working memory of one thread; never freed, there are as many as threads at most. */
  static final class Scratch {
    final long panel = Arena.global().allocate(4L * MAX_DEPTH * COLUMNS, 64).address();
    final float[] tile = new float[ROWS * COLUMNS];
  }

  private record Product(
      boolean transA, boolean transB, long m, long n, long k, long a, long b, long c, float beta) {}

  private VectorSgemm() {}

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
      Gemm.@Nullable Epilogue epilogue) {
    if (n == 1 || m == 1 || m <= FEW_ROWS && !transA) {
      rows(transA, transB, m, n, k, a, b, c, beta);
      if (epilogue != null) {
        epilogue.block(0, m, 0, n);
      }
      return;
    }
    Product product = new Product(transA, transB, m, n, k, a, b, c, beta);
    long pieces = Math.clamp(m * n * k / Gemm.MIN_WORK, 1, ENOUGH_PIECES);
    long high = blockLength(m, Math.ceilDiv(m, TALL), ROWS);
    long columnBlocks = Math.ceilDiv(pieces, Math.ceilDiv(m, high));
    long wide = blockLength(n, columnBlocks, COLUMNS);
    long across = Math.ceilDiv(n, wide);
    if (across * Math.ceilDiv(m, high) < Math.min(pieces, 8)) {
      high = blockLength(m, Math.min(pieces / across, m / MIN_ROWS), ROWS);
    }
    long rowBlock = high;
    Pool.parallel(
        across * Math.ceilDiv(m, high),
        1,
        (from, to) -> {
          Scratch scratch = SCRATCH.poll();
          if (scratch == null) {
            scratch = new Scratch();
          }
          for (long piece = from; piece < to; piece++) {
            long row = piece / across * rowBlock;
            long column = piece % across * wide;
            long rowEnd = Math.min(m, row + rowBlock);
            long columnEnd = Math.min(n, column + wide);
            block(product, row, rowEnd, column, columnEnd, scratch);
            if (epilogue != null) {
              epilogue.block(row, rowEnd, column, columnEnd);
            }
          }
          SCRATCH.add(scratch);
        });
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
  private static long blockLength(long extent, long blocks, long multiple) {
    long count = Math.max(1, blocks < 16 ? Long.highestOneBit(blocks) : blocks);
    return Math.ceilDiv(Math.ceilDiv(extent, count), multiple) * multiple;
  }

  private static void block(
      Product x, long row, long rowEnd, long column, long columnEnd, Scratch scratch) {
    long depthBlocks = Math.ceilDiv(x.k, MAX_DEPTH);
    long depthBlock = Math.ceilDiv(x.k, depthBlocks);
    long rowA = 4 * (x.transA ? 1 : x.k);
    long stepA = 4 * (x.transA ? x.m : 1);
    for (long p = 0; p < x.k; p += depthBlock) {
      int depth = (int) Math.min(depthBlock, x.k - p);
      float beta = p == 0 ? x.beta : 1;
      for (long j = column; j < columnEnd; j += COLUMNS) {
        int width = (int) Math.min(COLUMNS, columnEnd - j);
        long a = x.a + row * rowA + p * stepA;
        long b = x.b + 4 * (x.transB ? j * x.k + p : p * x.n + j);
        long rowB = 4 * (x.transB ? x.k : x.n);
        long c = x.c + 4 * (row * x.n + j);
        long rows = rowEnd - row;
        if (SgemmStart.ready(width > LANES, x.transB)) {
          panel(x.transB, rows, width, depth, a, rowA, stepA, b, rowB, c, 4 * x.n, beta, scratch);
        } else {
          SgemmStart.panel(x.transB, rows, width, depth, a, rowA, stepA, b, rowB, c, 4 * x.n, beta);
        }
      }
    }
  }

  /** Arguments as in {@link SgemmStart#panel}. */
  static void panel(
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
      Scratch scratch) {
    boolean wide = width > LANES;
    long packed = scratch.panel;
    float[] tile = scratch.tile;
    if (transB) {
      SgemmPanel.packTransposed(b, rowB, depth, width, packed);
    } else {
      SgemmPanel.pack(b, rowB, depth, width, packed);
    }
    for (long i = 0; i < rows; i += ROWS) {
      int high = (int) Math.min(ROWS, rows - i);
      SgemmKernel.multiply(wide, a + i * rowA, rowA, stepA, high, packed, depth, tile);
      update(tile, high, width, c + i * rowC, rowC, beta);
    }
  }

  /**
   * A full panel for {@link SgemmStart} to warm up with: {@link SgemmKernel#ROWS} rows of zeros.
   */
  static Runnable panel(boolean wide, boolean transB, int depth, long zeros, long c) {
    Scratch scratch = new Scratch();
    int width = wide ? COLUMNS : LANES;
    long row = 4L * (transB ? depth : width);
    return () ->
        panel(transB, ROWS, width, depth, zeros, 4, 4, zeros, row, c, 4L * width, 0, scratch);
  }

  /** {@code C = tile + beta · C} for the part of the tile that lies inside C. */
  private static void update(float[] tile, int rows, int width, long c, long rowBytes, float beta) {
    int stride = width > LANES ? COLUMNS : LANES;
    if (width == stride) {
      for (int row = 0; row < rows; row++) {
        for (int x = 0; x < stride; x += LANES) {
          long to = c + row * rowBytes + 4L * x;
          FloatVector value = FloatVector.fromArray(SgemmKernel.SPECIES, tile, row * stride + x);
          FloatRows.store(beta == 0 ? value : FloatRows.load(to).mul(beta).add(value), to);
        }
      }
      return;
    }
    VectorMask<Float> rest = SgemmKernel.SPECIES.indexInRange(0, width - (stride - LANES));
    for (int row = 0; row < rows; row++) {
      long to = c + row * rowBytes;
      if (stride == COLUMNS) {
        FloatVector value = FloatVector.fromArray(SgemmKernel.SPECIES, tile, row * stride);
        FloatRows.store(beta == 0 ? value : FloatRows.load(to).mul(beta).add(value), to);
      }
      to += 4L * (stride - LANES);
      FloatVector value =
          FloatVector.fromArray(SgemmKernel.SPECIES, tile, row * stride + stride - LANES);
      if (beta != 0) {
        value = FloatRows.load(to, rest).mul(beta).add(value);
      }
      FloatRows.store(value, to, rest);
    }
  }
}

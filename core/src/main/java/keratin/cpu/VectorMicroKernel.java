package keratin.cpu;

import java.lang.foreign.Arena;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import keratin.memory.Raw;

/** The loops in the Vector API, for machines on which {@link NativeMicroKernel} does not run. */
final class VectorMicroKernel implements MicroKernel {
  static final VectorMicroKernel INSTANCE = new VectorMicroKernel();

  private static final int LANES = SgemmKernel.LANES;
  private static final int ROWS = SgemmKernel.ROWS;
  private static final int COLUMNS = SgemmKernel.COLUMNS;
  private static final ThreadLocal<float[]> TILE =
      ThreadLocal.withInitial(() -> new float[ROWS * COLUMNS]);

  private VectorMicroKernel() {}

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public boolean ready() {
    return SgemmStart.ready(true, false) && SgemmStart.ready(true, true);
  }

  @Override
  public void pack(boolean transB, long b, long rowB, int depth, int width, long panel) {
    if (transB) {
      SgemmPanel.packTransposed(b, rowB, depth, width, panel);
    } else {
      SgemmPanel.pack(b, rowB, depth, width, panel);
    }
  }

  @Override
  public void multiply(
      long a,
      long rowA,
      long stepA,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta) {
    boolean wide = width > LANES;
    float[] tile = TILE.get();
    for (long i = 0; i < rows; i += ROWS) {
      int high = (int) Math.min(ROWS, rows - i);
      SgemmKernel.multiply(wide, a + i * rowA, rowA, stepA, high, panel, depth, tile);
      update(tile, high, width, c + i * rowC, rowC, beta);
    }
  }

  @Override
  public void multiply(
      long pointers,
      int segments,
      long rows,
      long panel,
      int depth,
      int width,
      long c,
      long rowC,
      float beta) {
    // Put together first: the sums cannot stay in registers from one segment to the next here.
    long rowBytes = 4L * segments * depth;
    try (Arena arena = Arena.ofConfined()) {
      long strip = arena.allocate(ROWS * rowBytes, 64).address();
      long pointer = pointers;
      for (long i = 0; i < rows; i += ROWS) {
        int high = (int) Math.min(ROWS, rows - i);
        for (int s = 0; s < segments; s++) {
          for (int row = 0; row < high; row++) {
            long to = strip + row * rowBytes + 4L * s * depth;
            Raw.copy(Raw.getLong(pointer + 8L * row), to, 4L * depth);
          }
          pointer += 8L * ROWS;
        }
        multiply(
            strip, rowBytes, 4, high, panel, segments * depth, width, c + i * rowC, rowC, beta);
      }
    }
  }

  @Override
  public void product(
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
    if (SgemmStart.ready(width > LANES, transB)) {
      MicroKernel.super.product(
          transB, rows, width, depth, a, rowA, stepA, b, rowB, c, rowC, beta, panel);
    } else {
      SgemmStart.panel(transB, rows, width, depth, a, rowA, stepA, b, rowB, c, rowC, beta);
    }
  }

  /**
   * A full panel for {@link SgemmStart} to warm up with: {@link SgemmKernel#ROWS} rows of zeros.
   */
  static Runnable panel(boolean wide, boolean transB, int depth, long zeros, long c, long panel) {
    int width = wide ? COLUMNS : LANES;
    long row = 4L * (transB ? depth : width);
    return () -> {
      INSTANCE.pack(transB, zeros, row, depth, width, panel);
      INSTANCE.multiply(zeros, 4, 4, ROWS, panel, depth, width, c, 4L * width, 0);
    };
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

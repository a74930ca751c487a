package keratin.cpu;

import jdk.incubator.vector.VectorMask;
import keratin.memory.Raw;

/**
 * Packs columns of op(B) as {@link SgemmKernel} reads them: step by step of k, one vector wide or
 * two, zeros where there is no column.
 */
final class SgemmPanel {
  private static final int LANES = SgemmKernel.LANES;
  private static final int COLUMNS = SgemmKernel.COLUMNS;

  private SgemmPanel() {}

  /** Columns of a matrix whose rows are {@code stride} bytes apart. */
  static void pack(long b, long stride, int depth, int width, long panel) {
    if (width == COLUMNS) {
      for (int p = 0; p < depth; p++) {
        long from = b + p * stride;
        long to = panel + p * (4L * COLUMNS);
        FloatRows.store(FloatRows.load(from), to);
        FloatRows.store(FloatRows.load(from + 4L * LANES), to + 4L * LANES);
      }
      return;
    }
    int whole = width > LANES ? LANES : 0;
    VectorMask<Float> rest = SgemmKernel.SPECIES.indexInRange(0, width - whole);
    for (int p = 0; p < depth; p++) {
      long from = b + p * stride;
      long to = panel + p * 4L * (whole + LANES);
      if (whole > 0) {
        FloatRows.store(FloatRows.load(from), to);
      }
      FloatRows.store(FloatRows.load(from + 4L * whole, rest), to + 4L * whole);
    }
  }

  /** Rows of a matrix, {@code stride} bytes apart, as columns. */
  static void packTransposed(long b, long stride, int depth, int width, long panel) {
    int padded = width > LANES ? COLUMNS : LANES;
    int x = 0;
    for (; x < width; x++) {
      long from = b + x * stride;
      for (int p = 0; p < depth; p++) {
        Raw.setFloat(panel + 4L * (p * padded + x), Raw.getFloat(from + 4L * p));
      }
    }
    if (x < padded) {
      for (int p = 0; p < depth; p++) {
        Raw.fill(panel + 4L * (p * padded + x), 4L * (padded - x), (byte) 0);
      }
    }
  }
}

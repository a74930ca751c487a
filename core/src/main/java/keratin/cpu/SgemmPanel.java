package keratin.cpu;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;

/**
 * Packs columns of op(B) as {@link SgemmKernel} reads them: step by step of k, one vector wide or
 * two, zeros where there is no column.
 */
final class SgemmPanel {
  private static final int LANES = SgemmKernel.LANES;
  private static final int COLUMNS = SgemmKernel.COLUMNS;

  // Four by four elements: the shuffles stay within 128 bits, where they are cheap everywhere.
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
  private static final VectorShuffle<Float> LOW = VectorShuffle.fromValues(FOUR, 0, 4, 1, 5);
  private static final VectorShuffle<Float> HIGH = VectorShuffle.fromValues(FOUR, 2, 6, 3, 7);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

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
    for (; x <= width - 4; x += 4) {
      int p = 0;
      for (; p <= depth - 4; p += 4) {
        transposeFour(b + x * stride + 4L * p, stride, panel + 4L * (p * padded + x), 4L * padded);
      }
      transpose(b + x * stride, stride, p, depth, 4, panel + 4L * x, 4L * padded);
    }
    transpose(b + x * stride, stride, 0, depth, width - x, panel + 4L * x, 4L * padded);
    for (int p = 0; p < depth && width < padded; p++) {
      Raw.fill(panel + 4L * (p * padded + width), 4L * (padded - width), (byte) 0);
    }
  }

  private static void transposeFour(long from, long fromRow, long to, long toRow) {
    FloatVector r0 = FloatVector.fromMemorySegment(FOUR, Raw.ALL, from, ORDER);
    FloatVector r1 = FloatVector.fromMemorySegment(FOUR, Raw.ALL, from + fromRow, ORDER);
    FloatVector r2 = FloatVector.fromMemorySegment(FOUR, Raw.ALL, from + 2 * fromRow, ORDER);
    FloatVector r3 = FloatVector.fromMemorySegment(FOUR, Raw.ALL, from + 3 * fromRow, ORDER);
    FloatVector low02 = r0.rearrange(LOW, r2);
    FloatVector low13 = r1.rearrange(LOW, r3);
    FloatVector high02 = r0.rearrange(HIGH, r2);
    FloatVector high13 = r1.rearrange(HIGH, r3);
    low02.rearrange(LOW, low13).intoMemorySegment(Raw.ALL, to, ORDER);
    low02.rearrange(HIGH, low13).intoMemorySegment(Raw.ALL, to + toRow, ORDER);
    high02.rearrange(LOW, high13).intoMemorySegment(Raw.ALL, to + 2 * toRow, ORDER);
    high02.rearrange(HIGH, high13).intoMemorySegment(Raw.ALL, to + 3 * toRow, ORDER);
  }

  private static void transpose(
      long from, long fromRow, int p, int depth, int width, long to, long toRow) {
    for (; p < depth; p++) {
      for (int x = 0; x < width; x++) {
        Raw.setFloat(to + p * toRow + 4L * x, Raw.getFloat(from + x * fromRow + 4L * p));
      }
    }
  }
}

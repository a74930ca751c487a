package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;

/**
 * The innermost loops of float32 products: a few rows of op(A) times a packed panel of op(B), with
 * the results in registers.
 */
final class SgemmKernel {
  /*
   * A is read in place, in either orientation: a row's next element is `step` bytes away. Each
   * access costs a bounds check, so a step should have many FMAs per element of A: 16 accumulators
   * where there are 32 registers (GFLOP/s of 118: 8 x 2 117, 4 x 2 101), 12 where there are 16 (256
   * bits: 6 x 2 93, 4 x 2 81).
   *
   * Elements are broadcast as integers, because an unaligned float is loaded as an integer anyway,
   * and C2 then sees one instruction for load and broadcast: 8 x 1 runs at 115 instead of 86.
   *
   * C2 stops inlining in a method of 18,000 nodes, and vectors that cross a call then go through
   * the heap at a tenth of the speed. Accesses by address cost it many nodes each; so the sums
   * begin at zero and end in a heap array, with which 8 x 2 just fit.
   */

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Rows of op(A) at once. */
  static final int ROWS = LANES >= 16 ? 8 : 6;

  /** Columns of op(B) at once. */
  static final int COLUMNS = 2 * LANES;

  private static final long VECTOR = 4L * LANES;

  private SgemmKernel() {}

  /**
   * {@code tile = strip · panel} for {@link #ROWS} rows and one or two vectors of columns.
   *
   * @param wide whether the panel has two vectors per step, not one
   * @param a first element of the strip
   * @param row bytes from a row of op(A) to the next
   * @param step bytes from an element of a row of op(A) to the next
   * @param high rows that exist; further ones repeat the last
   */
  static void multiply(
      boolean wide, long a, long row, long step, int high, long panel, int depth, float[] tile) {
    long last = a + (high - 1) * row;
    long a1 = Math.min(a + row, last);
    long a2 = Math.min(a + 2 * row, last);
    long a3 = Math.min(a + 3 * row, last);
    long a4 = Math.min(a + 4 * row, last);
    long a5 = Math.min(a + 5 * row, last);
    if (ROWS == 6) {
      if (wide) {
        sixByTwo(a, a1, a2, a3, a4, a5, step, panel, depth, tile);
      } else {
        sixByOne(a, a1, a2, a3, a4, a5, step, panel, depth, tile);
      }
      return;
    }
    long a6 = Math.min(a + 6 * row, last);
    long a7 = Math.min(a + 7 * row, last);
    if (wide) {
      eightByTwo(a, a1, a2, a3, a4, a5, a6, a7, step, panel, depth, tile);
    } else {
      eightByOne(a, a1, a2, a3, a4, a5, a6, a7, step, panel, depth, tile);
    }
  }

  private static void eightByTwo(
      long a0,
      long a1,
      long a2,
      long a3,
      long a4,
      long a5,
      long a6,
      long a7,
      long step,
      long panel,
      int depth,
      float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    for (int p = 0; p < depth; p++) {
      long at = p * step;
      FloatVector b0 = FloatRows.load(panel + p * (2 * VECTOR));
      FloatVector b1 = FloatRows.load(panel + p * (2 * VECTOR) + VECTOR);
      FloatVector x0 = broadcast(a0 + at);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = broadcast(a1 + at);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = broadcast(a2 + at);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = broadcast(a3 + at);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = broadcast(a4 + at);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = broadcast(a5 + at);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      FloatVector x6 = broadcast(a6 + at);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      FloatVector x7 = broadcast(a7 + at);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
    c10.intoArray(tile, 2 * LANES);
    c11.intoArray(tile, 3 * LANES);
    c20.intoArray(tile, 4 * LANES);
    c21.intoArray(tile, 5 * LANES);
    c30.intoArray(tile, 6 * LANES);
    c31.intoArray(tile, 7 * LANES);
    c40.intoArray(tile, 8 * LANES);
    c41.intoArray(tile, 9 * LANES);
    c50.intoArray(tile, 10 * LANES);
    c51.intoArray(tile, 11 * LANES);
    c60.intoArray(tile, 12 * LANES);
    c61.intoArray(tile, 13 * LANES);
    c70.intoArray(tile, 14 * LANES);
    c71.intoArray(tile, 15 * LANES);
  }

  private static void eightByOne(
      long a0,
      long a1,
      long a2,
      long a3,
      long a4,
      long a5,
      long a6,
      long a7,
      long step,
      long panel,
      int depth,
      float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    FloatVector c60 = c00;
    FloatVector c70 = c00;
    for (int p = 0; p < depth; p++) {
      long at = p * step;
      FloatVector b0 = FloatRows.load(panel + p * VECTOR);
      c00 = broadcast(a0 + at).fma(b0, c00);
      c10 = broadcast(a1 + at).fma(b0, c10);
      c20 = broadcast(a2 + at).fma(b0, c20);
      c30 = broadcast(a3 + at).fma(b0, c30);
      c40 = broadcast(a4 + at).fma(b0, c40);
      c50 = broadcast(a5 + at).fma(b0, c50);
      c60 = broadcast(a6 + at).fma(b0, c60);
      c70 = broadcast(a7 + at).fma(b0, c70);
    }
    c00.intoArray(tile, 0);
    c10.intoArray(tile, LANES);
    c20.intoArray(tile, 2 * LANES);
    c30.intoArray(tile, 3 * LANES);
    c40.intoArray(tile, 4 * LANES);
    c50.intoArray(tile, 5 * LANES);
    c60.intoArray(tile, 6 * LANES);
    c70.intoArray(tile, 7 * LANES);
  }

  private static void sixByTwo(
      long a0,
      long a1,
      long a2,
      long a3,
      long a4,
      long a5,
      long step,
      long panel,
      int depth,
      float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    for (int p = 0; p < depth; p++) {
      long at = p * step;
      FloatVector b0 = FloatRows.load(panel + p * (2 * VECTOR));
      FloatVector b1 = FloatRows.load(panel + p * (2 * VECTOR) + VECTOR);
      FloatVector x0 = broadcast(a0 + at);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = broadcast(a1 + at);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = broadcast(a2 + at);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = broadcast(a3 + at);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = broadcast(a4 + at);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = broadcast(a5 + at);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
    c10.intoArray(tile, 2 * LANES);
    c11.intoArray(tile, 3 * LANES);
    c20.intoArray(tile, 4 * LANES);
    c21.intoArray(tile, 5 * LANES);
    c30.intoArray(tile, 6 * LANES);
    c31.intoArray(tile, 7 * LANES);
    c40.intoArray(tile, 8 * LANES);
    c41.intoArray(tile, 9 * LANES);
    c50.intoArray(tile, 10 * LANES);
    c51.intoArray(tile, 11 * LANES);
  }

  private static void sixByOne(
      long a0,
      long a1,
      long a2,
      long a3,
      long a4,
      long a5,
      long step,
      long panel,
      int depth,
      float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    for (int p = 0; p < depth; p++) {
      long at = p * step;
      FloatVector b0 = FloatRows.load(panel + p * VECTOR);
      c00 = broadcast(a0 + at).fma(b0, c00);
      c10 = broadcast(a1 + at).fma(b0, c10);
      c20 = broadcast(a2 + at).fma(b0, c20);
      c30 = broadcast(a3 + at).fma(b0, c30);
      c40 = broadcast(a4 + at).fma(b0, c40);
      c50 = broadcast(a5 + at).fma(b0, c50);
    }
    c00.intoArray(tile, 0);
    c10.intoArray(tile, LANES);
    c20.intoArray(tile, 2 * LANES);
    c30.intoArray(tile, 3 * LANES);
    c40.intoArray(tile, 4 * LANES);
    c50.intoArray(tile, 5 * LANES);
  }

  private static FloatVector broadcast(long address) {
    return IntVector.broadcast(INTS, Raw.getInt(address)).reinterpretAsFloats();
  }
}

package keratin.cpu;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import org.jspecify.annotations.Nullable;

/**
 * Products of float32 matrices in the Vector API, for machines without oneDNN; arguments as in
 * {@link Gemm}.
 */
final class VectorSgemm {
  /*
   * The scheme of Goto and van de Geijn [1]. A block of B, KC rows deep, is packed into panels as
   * wide as two vectors; a block of A into strips of four rows. The kernel multiplies one strip by
   * one panel with eight vector accumulators: an FMA takes four cycles and one or two start per
   * cycle, so eight are just enough, and with 16 registers twelve would spill. Panels and strips
   * live in heap arrays, over which C2 drops the range checks: on AVX2 a quarter faster than
   * the same kernel over memory segments.
   *
   * All threads pack B together, once; then each takes rows. An element's sum is taken in the
   * same order wherever the rows are cut.
   *
   * [1] Anatomy of High-Performance Matrix Multiplication, ACM TOMS 34(3), 2008.
   */

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 4;
  private static final int COLUMNS = 2 * LANES;
  private static final int KC = 256; // a panel of 16 columns takes 16 KB, half the first cache
  private static final int MC = 64; // strips of a block of A: 64 KB of the second cache
  private static final int NC = 2048; // panels of a block of B: 2 MB
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static final ConcurrentLinkedQueue<float[]> SCRATCH = new ConcurrentLinkedQueue<>();

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
    long rowBlock = Gemm.block(m, n * k, 32, ROWS);
    for (long j = 0; j < n; j += NC) {
      for (long p = 0; p < k; p += KC) {
        int columns = (int) Math.min(NC, n - j);
        int depth = (int) Math.min(KC, k - p);
        boolean first = p == 0;
        boolean last = p + depth == k && j + columns == n;
        long column = j;
        long step = p;
        int panels = (columns + COLUMNS - 1) / COLUMNS;
        float[] packedB = take(panels * COLUMNS * depth);
        long corner = b + 4 * (transB ? j * k + p : p * n + j);
        Pool.parallel(
            panels,
            Math.max(1, 16384 / (COLUMNS * depth)),
            (from, to) -> {
              for (int panel = (int) from; panel < to; panel++) {
                int wide = Math.min(COLUMNS, columns - panel * COLUMNS);
                long start = corner + 4L * panel * COLUMNS * (transB ? k : 1);
                packPanel(transB, start, transB ? k : n, depth, wide, packedB, panel);
              }
            });
        Pool.parallel(
            m,
            rowBlock,
            (from, to) -> {
              float[] packedA = take(MC * KC);
              float[] tile = take(ROWS * COLUMNS);
              for (long i = from; i < to; i += MC) {
                int rows = (int) Math.min(MC, to - i);
                long start = a + 4 * (transA ? step * m + i : i * k + step);
                packStrips(transA, start, transA ? m : k, depth, rows, packedA);
                long target = c + 4 * (i * n + column);
                float scale = first ? beta : 1;
                multiply(packedA, rows, packedB, columns, depth, tile, target, 4 * n, scale);
              }
              SCRATCH.add(packedA);
              SCRATCH.add(tile);
              if (last && epilogue != null) {
                epilogue.rows(from, to);
              }
            });
        SCRATCH.add(packedB);
      }
    }
  }

  private static void multiply(
      float[] packedA,
      int rows,
      float[] packedB,
      int columns,
      int depth,
      float[] tile,
      long c,
      long rowBytes,
      float beta) {
    for (int column = 0; column < columns; column += COLUMNS) {
      for (int row = 0; row < rows; row += ROWS) {
        kernel(packedA, row * depth, packedB, column * depth, depth, tile);
        update(
            tile,
            Math.min(ROWS, rows - row),
            Math.min(COLUMNS, columns - column),
            c + row * rowBytes + 4L * column,
            rowBytes,
            beta);
      }
    }
  }

  /** {@code tile = strip · panel}, 4 rows by 2 vectors. */
  private static void kernel(float[] strip, int s, float[] panel, int q, int depth, float[] tile) {
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, panel, q + p * COLUMNS);
      FloatVector b1 = FloatVector.fromArray(SPECIES, panel, q + p * COLUMNS + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, strip[s + p * ROWS]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, strip[s + p * ROWS + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, strip[s + p * ROWS + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, strip[s + p * ROWS + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
    c10.intoArray(tile, COLUMNS);
    c11.intoArray(tile, COLUMNS + LANES);
    c20.intoArray(tile, 2 * COLUMNS);
    c21.intoArray(tile, 2 * COLUMNS + LANES);
    c30.intoArray(tile, 3 * COLUMNS);
    c31.intoArray(tile, 3 * COLUMNS + LANES);
  }

  /** {@code C = tile + beta · C} for the part of the tile that lies inside C. */
  private static void update(
      float[] tile, int rows, int columns, long c, long rowBytes, float beta) {
    for (int row = 0; row < rows; row++) {
      long target = c + row * rowBytes;
      if (columns == COLUMNS) {
        for (int x = 0; x < COLUMNS; x += LANES) {
          FloatVector value = FloatVector.fromArray(SPECIES, tile, row * COLUMNS + x);
          if (beta != 0) {
            value =
                FloatVector.fromMemorySegment(SPECIES, Raw.ALL, target + 4L * x, ORDER)
                    .mul(beta)
                    .add(value);
          }
          value.intoMemorySegment(Raw.ALL, target + 4L * x, ORDER);
        }
      } else {
        for (int x = 0; x < columns; x++) {
          float value = tile[row * COLUMNS + x];
          long at = target + 4L * x;
          Raw.setFloat(at, beta == 0 ? value : beta * Raw.getFloat(at) + value);
        }
      }
    }
  }

  /** Lays {@code depth} rows of {@code wide} columns of op(B) one behind the other, zero-padded. */
  private static void packPanel(
      boolean transposed, long b, long stride, int depth, int wide, float[] panels, int panel) {
    int at = panel * COLUMNS * depth;
    if (wide < COLUMNS) {
      Arrays.fill(panels, at, at + COLUMNS * depth, 0);
    }
    if (transposed) {
      for (int x = 0; x < wide; x++) {
        long source = b + 4L * x * stride;
        for (int p = 0; p < depth; p++) {
          panels[at + p * COLUMNS + x] = Raw.getFloat(source + 4L * p);
        }
      }
    } else if (wide == COLUMNS) {
      for (int p = 0; p < depth; p++) {
        long source = b + 4L * p * stride;
        int target = at + p * COLUMNS;
        FloatVector.fromMemorySegment(SPECIES, Raw.ALL, source, ORDER).intoArray(panels, target);
        FloatVector.fromMemorySegment(SPECIES, Raw.ALL, source + 4L * LANES, ORDER)
            .intoArray(panels, target + LANES);
      }
    } else {
      for (int p = 0; p < depth; p++) {
        Raw.copy(b + 4L * p * stride, panels, at + p * COLUMNS, wide);
      }
    }
  }

  /** Lays rows of op(A) in strips of four, step by step of k, zero-padded. */
  private static void packStrips(
      boolean transposed, long a, long stride, int depth, int rows, float[] strips) {
    for (int row = 0; row < rows; row += ROWS) {
      int high = Math.min(ROWS, rows - row);
      int at = row * depth;
      if (high < ROWS) {
        Arrays.fill(strips, at, at + ROWS * depth, 0);
      }
      if (transposed) {
        for (int p = 0; p < depth; p++) {
          long source = a + 4 * (p * stride + row);
          for (int y = 0; y < high; y++) {
            strips[at + p * ROWS + y] = Raw.getFloat(source + 4L * y);
          }
        }
      } else {
        for (int y = 0; y < high; y++) {
          long source = a + 4L * (row + y) * stride;
          for (int p = 0; p < depth; p++) {
            strips[at + p * ROWS + y] = Raw.getFloat(source + 4L * p);
          }
        }
      }
    }
  }

  private static float[] take(int size) {
    float[] free = SCRATCH.poll();
    // Arrays too small are left to the collector: after a few calls only large ones circulate.
    return free != null && free.length >= size
        ? free
        : new float[Math.max(MC * KC, Integer.highestOneBit(Math.max(1, size - 1)) << 1)];
  }
}

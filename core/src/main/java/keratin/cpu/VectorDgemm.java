package keratin.cpu;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;

/**
 * Products of float64 matrices in the Vector API, which oneDNN does not have for processors;
 * arguments as in {@link Gemm}.
 */
final class VectorDgemm {
  // The scheme is that of PanelSgemm, whose comment explains it. A copy, because the Vector API
  // has
  // one class per element type and a loop over their common parent would box every vector.

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 4;
  private static final int COLUMNS = 2 * LANES;
  private static final int KC = 256; // a panel of 8 columns takes 16 KB, half the first cache
  private static final int MC = 64; // strips of a block of A: 128 KB of the second cache
  private static final int NC = 2048; // panels of a block of B: 4 MB
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static final ConcurrentLinkedQueue<double[]> SCRATCH = new ConcurrentLinkedQueue<>();

  private VectorDgemm() {}

  static void dgemm(
      boolean transA, boolean transB, long m, long n, long k, long a, long b, long c, double beta) {
    long rowBlock = Gemm.block(m, n * k, 32, ROWS);
    for (long j = 0; j < n; j += NC) {
      for (long p = 0; p < k; p += KC) {
        int columns = (int) Math.min(NC, n - j);
        int depth = (int) Math.min(KC, k - p);
        boolean first = p == 0;
        long column = j;
        long step = p;
        int panels = (columns + COLUMNS - 1) / COLUMNS;
        double[] packedB = take(panels * COLUMNS * depth);
        long corner = b + 8 * (transB ? j * k + p : p * n + j);
        Pool.parallel(
            panels,
            Math.max(1, 16384 / (COLUMNS * depth)),
            (from, to) -> {
              for (int panel = (int) from; panel < to; panel++) {
                int wide = Math.min(COLUMNS, columns - panel * COLUMNS);
                long start = corner + 8L * panel * COLUMNS * (transB ? k : 1);
                packPanel(transB, start, transB ? k : n, depth, wide, packedB, panel);
              }
            });
        Pool.parallel(
            m,
            rowBlock,
            (from, to) -> {
              double[] packedA = take(MC * KC);
              double[] tile = take(ROWS * COLUMNS);
              for (long i = from; i < to; i += MC) {
                int rows = (int) Math.min(MC, to - i);
                long start = a + 8 * (transA ? step * m + i : i * k + step);
                packStrips(transA, start, transA ? m : k, depth, rows, packedA);
                long target = c + 8 * (i * n + column);
                double scale = first ? beta : 1;
                multiply(packedA, rows, packedB, columns, depth, tile, target, 8 * n, scale);
              }
              SCRATCH.add(packedA);
              SCRATCH.add(tile);
            });
        SCRATCH.add(packedB);
      }
    }
  }

  private static void multiply(
      double[] packedA,
      int rows,
      double[] packedB,
      int columns,
      int depth,
      double[] tile,
      long c,
      long rowBytes,
      double beta) {
    for (int column = 0; column < columns; column += COLUMNS) {
      for (int row = 0; row < rows; row += ROWS) {
        kernel(packedA, row * depth, packedB, column * depth, depth, tile);
        update(
            tile,
            Math.min(ROWS, rows - row),
            Math.min(COLUMNS, columns - column),
            c + row * rowBytes + 8L * column,
            rowBytes,
            beta);
      }
    }
  }

  /** {@code tile = strip · panel}, 4 rows by 2 vectors. */
  private static void kernel(
      double[] strip, int s, double[] panel, int q, int depth, double[] tile) {
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    DoubleVector c20 = c00;
    DoubleVector c21 = c00;
    DoubleVector c30 = c00;
    DoubleVector c31 = c00;
    for (int p = 0; p < depth; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, panel, q + p * COLUMNS);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, panel, q + p * COLUMNS + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, strip[s + p * ROWS]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, strip[s + p * ROWS + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, strip[s + p * ROWS + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, strip[s + p * ROWS + 3]);
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
      double[] tile, int rows, int columns, long c, long rowBytes, double beta) {
    for (int row = 0; row < rows; row++) {
      long target = c + row * rowBytes;
      if (columns == COLUMNS) {
        for (int x = 0; x < COLUMNS; x += LANES) {
          DoubleVector value = DoubleVector.fromArray(SPECIES, tile, row * COLUMNS + x);
          if (beta != 0) {
            value =
                DoubleVector.fromMemorySegment(SPECIES, Raw.ALL, target + 8L * x, ORDER)
                    .mul(beta)
                    .add(value);
          }
          value.intoMemorySegment(Raw.ALL, target + 8L * x, ORDER);
        }
      } else {
        for (int x = 0; x < columns; x++) {
          double value = tile[row * COLUMNS + x];
          long at = target + 8L * x;
          Raw.setDouble(at, beta == 0 ? value : beta * Raw.getDouble(at) + value);
        }
      }
    }
  }

  /** Lays {@code depth} rows of {@code wide} columns of op(B) one behind the other, zero-padded. */
  private static void packPanel(
      boolean transposed, long b, long stride, int depth, int wide, double[] panels, int panel) {
    int at = panel * COLUMNS * depth;
    if (wide < COLUMNS) {
      Arrays.fill(panels, at, at + COLUMNS * depth, 0);
    }
    if (transposed) {
      for (int x = 0; x < wide; x++) {
        long source = b + 8L * x * stride;
        for (int p = 0; p < depth; p++) {
          panels[at + p * COLUMNS + x] = Raw.getDouble(source + 8L * p);
        }
      }
    } else if (wide == COLUMNS) {
      for (int p = 0; p < depth; p++) {
        long source = b + 8L * p * stride;
        int target = at + p * COLUMNS;
        DoubleVector.fromMemorySegment(SPECIES, Raw.ALL, source, ORDER).intoArray(panels, target);
        DoubleVector.fromMemorySegment(SPECIES, Raw.ALL, source + 8L * LANES, ORDER)
            .intoArray(panels, target + LANES);
      }
    } else {
      for (int p = 0; p < depth; p++) {
        Raw.copy(b + 8L * p * stride, panels, at + p * COLUMNS, wide);
      }
    }
  }

  /** Lays rows of op(A) in strips of four, step by step of k, zero-padded. */
  private static void packStrips(
      boolean transposed, long a, long stride, int depth, int rows, double[] strips) {
    for (int row = 0; row < rows; row += ROWS) {
      int high = Math.min(ROWS, rows - row);
      int at = row * depth;
      if (high < ROWS) {
        Arrays.fill(strips, at, at + ROWS * depth, 0);
      }
      if (transposed) {
        for (int p = 0; p < depth; p++) {
          long source = a + 8 * (p * stride + row);
          for (int y = 0; y < high; y++) {
            strips[at + p * ROWS + y] = Raw.getDouble(source + 8L * y);
          }
        }
      } else {
        for (int y = 0; y < high; y++) {
          long source = a + 8L * (row + y) * stride;
          for (int p = 0; p < depth; p++) {
            strips[at + p * ROWS + y] = Raw.getDouble(source + 8L * p);
          }
        }
      }
    }
  }

  private static double[] take(int size) {
    double[] free = SCRATCH.poll();
    // Arrays too small are left to the collector: after a few calls only large ones circulate.
    return free != null && free.length >= size
        ? free
        : new double[Math.max(MC * KC, Integer.highestOneBit(Math.max(1, size - 1)) << 1)];
  }
}

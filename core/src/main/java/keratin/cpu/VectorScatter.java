package keratin.cpu;

import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.DType;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Rows of float32 that are added where indices say. */
final class VectorScatter {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final long GRAIN = 16384;
  private static final long MOST = 1 << 28;

  private VectorScatter() {}

  static boolean scatterAdd(ScatterAdd op, Tensor updates, Tensor indices, Tensor y) {
    if (y.dtype() != DType.FLOAT32 || op.axis() != 0 || indices.size() > MOST) {
      return false;
    }
    Shape shape = y.shape();
    long inner = shape.sizeOf(1, shape.rank());
    int length = op.length();
    Groups groups = Groups.of(indices, shape);
    long from = updates.address();
    long to = y.address();
    long bytes = 4 * inner;
    Pool.parallel(
        length,
        Math.max(1, GRAIN / Math.max(1, inner)),
        (first, end) -> {
          Raw.fill(to + first * bytes, (end - first) * bytes, (byte) 0);
          for (int row = (int) first; row < end; row++) {
            for (int i = groups.begin(row); i < groups.begin(row + 1); i++) {
              add(from + groups.order[i] * bytes, to + row * bytes, (int) inner);
            }
          }
        });
    return true;
  }

  /**
   * Which updates belong to a row, in the order in which they came: so each row is written once and
   * by one thread, and its sum does not depend on who does it.
   *
   * @param ends one past the place of every row's last update in {@code order}
   */
  private record Groups(int[] ends, int[] order) {
    static Groups of(Tensor indices, Shape shape) {
      int length = shape.dim(0);
      int[] rows = new int[(int) indices.size()];
      int[] next = new int[length + 1];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (int) ScalarKernels.index(indices, i, length, 0, shape);
        next[rows[i] + 1]++;
      }
      for (int row = 0; row < length; row++) {
        next[row + 1] += next[row];
      }
      int[] order = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        order[next[rows[i]]++] = i;
      }
      return new Groups(next, order);
    }

    int begin(int row) {
      return row == 0 ? 0 : ends[row - 1];
    }
  }

  private static void add(long x, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatRows.store(FloatRows.load(y + 4L * i).add(FloatRows.load(x + 4L * i)), y + 4L * i);
    }
    for (; i < n; i++) {
      Raw.setFloat(y + 4L * i, Raw.getFloat(y + 4L * i) + Raw.getFloat(x + 4L * i));
    }
  }
}

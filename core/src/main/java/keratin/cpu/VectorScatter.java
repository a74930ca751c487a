package keratin.cpu;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.tensor.DType;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Rows of float32 that are added where indices say. */
final class VectorScatter {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final long GRAIN = 16384;
  private static final int MAX_PARTS = 8;

  private VectorScatter() {}

  static boolean scatterAdd(ScatterAdd op, Tensor updates, Tensor indices, Tensor y) {
    // Without rows no part would look at the indices, all of which are wrong.
    if (y.dtype() != DType.FLOAT32 || op.axis() != 0 || op.length() == 0) {
      return false;
    }
    MoveKernels.fill(0, y);
    Shape shape = y.shape();
    int inner = Math.toIntExact(shape.sizeOf(1, shape.rank()));
    long count = indices.size();
    int length = op.length();
    long from = updates.address();
    long to = y.address();
    // Every part owns a range of rows and looks at all indices, so that the order of the additions
    // to a row is the indices', whoever does them.
    long parts = Math.clamp(count * inner / GRAIN, 1, MAX_PARTS);
    Pool.parallel(
        length,
        Math.max(1, (length + parts - 1) / parts),
        (first, end) -> {
          for (long i = 0; i < count; i++) {
            long at = ScalarKernels.index(indices, i, length, 0, shape);
            if (at >= first && at < end) {
              add(from + 4 * i * inner, to + 4 * at * inner, inner);
            }
          }
        });
    return true;
  }

  private static void add(long x, long y, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatRows.store(FloatRows.load(y + 4L * i).add(FloatRows.load(x + 4L * i)), y + 4L * i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatRows.store(
          FloatRows.load(y + 4L * i, rest).add(FloatRows.load(x + 4L * i, rest)), y + 4L * i, rest);
    }
  }
}

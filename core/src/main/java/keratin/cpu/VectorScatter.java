package keratin.cpu;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.memory.Raw;
import keratin.tensor.ArgReduce;
import keratin.tensor.DType;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Rows of float32 that are added where indices say, and the place of a row's extreme. */
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

  /** Over the last axis; the first of equals, and nothing beats NaN in the first place. */
  static boolean argReduce(ArgReduce op, Tensor x, Tensor y) {
    if (x.dtype() != DType.FLOAT32 || op.axis() != x.rank() - 1) {
      return false;
    }
    int n = x.shape().dim(op.axis());
    long from = x.address();
    long to = y.address();
    float sign = op.largest() ? 1 : -1;
    Pool.parallel(
        y.size(),
        Math.max(1, GRAIN / 4 / n),
        (first, end) -> {
          for (long row = first; row < end; row++) {
            Raw.setInt(to + 4 * row, best(from + 4 * row * n, n, sign));
          }
        });
    return true;
  }

  private static int best(long x, int n, float sign) {
    int best = 0;
    float held = Raw.getFloat(x) * sign;
    for (int i = 1; i < n; i++) {
      float candidate = Raw.getFloat(x + 4L * i) * sign;
      if (candidate > held) {
        held = candidate;
        best = i;
      }
    }
    return best;
  }
}

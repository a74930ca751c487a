package keratin.cpu;

import keratin.memory.Raw;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Selections among elements of any width. */
final class VectorSelect {
  private static final long GRAIN = 16384;
  private static final @Nullable SelectLoop[] LOOPS = new @Nullable SelectLoop[4 * 4];

  private VectorSelect() {}

  static boolean run(Tensor condition, Tensor a, Tensor b, Tensor y) {
    if (y.dtype() == DType.STRING) {
      return false;
    }
    if (y.size() == 0) {
      return true;
    }
    Rows rows = Rows.of(y.shape(), condition.shape(), a.shape(), b.shape());
    int width = y.dtype().bytes();
    SelectLoop loop = loop(width, rows.runs(1), rows.runs(2));
    boolean runs = rows.runs(0);
    long c = condition.address();
    long p = a.address();
    long q = b.address();
    long r = y.address();
    int inner = rows.inner();
    Pool.parallel(
        rows.count(),
        rows.grain(GRAIN),
        (from, end) -> {
          for (long i = from; i < end; i++) {
            long flag = c + rows.offset(0, i);
            long left = p + width * rows.offset(1, i);
            long right = q + width * rows.offset(2, i);
            long to = r + width * i * inner;
            if (runs) {
              loop.run(flag, left, right, to, inner);
            } else if (Raw.getByte(flag) != 0) {
              copy(left, rows.runs(1), to, inner, width);
            } else {
              copy(right, rows.runs(2), to, inner, width);
            }
          }
        });
    return true;
  }

  private static void copy(long from, boolean runs, long to, int n, int width) {
    if (runs) {
      Raw.copy(from, to, (long) width * n);
    } else {
      Strided.repeat(from, to, n, width);
    }
  }

  private static SelectLoop loop(int width, boolean a, boolean b) {
    int place = Integer.numberOfTrailingZeros(width) * 4 + (a ? 1 : 0) + (b ? 2 : 0);
    SelectLoop loop = LOOPS[place];
    if (loop == null) {
      var lanes = new Lanes<>(Lanes.ofBytes(width), new LaneSelectLoop.Runs(a, b));
      loop = LoopCopy.of(LaneSelectLoop.class, lanes);
      LOOPS[place] = loop;
    }
    return loop;
  }
}

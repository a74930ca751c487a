package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import keratin.tensor.Reduce;

/** The loops of sums and extremes on float32. */
final class FloatReduceLoop implements ReduceLoop {
  /** What is combined, from which start, and how the lanes of the last vector become one number. */
  record Function(Reduce.Kind kind, FloatBinary combine, float start, Lanes lanes) {}

  /** From many lanes to one number. */
  @FunctionalInterface
  interface Lanes {
    float combine(FloatVector v);
  }

  private static final Function FUNCTION =
      LoopCopy.function(MethodHandles.lookup(), Function.class);
  private static final FloatBinary F = FUNCTION.combine();
  private static final Lanes LAST = FUNCTION.lanes();
  private static final float START = FUNCTION.start();
  private static final boolean SUM = FUNCTION.kind() == Reduce.Kind.SUM;
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  // A lane adds up 64 numbers at most before its sum goes into a double.
  private static final int BLOCK = 4 * 64 * LANES;

  @Override
  public double row(long x, int n) {
    double total = START;
    for (int from = 0; from < n; from += BLOCK) {
      float part = block(x + 4L * from, Math.min(BLOCK, n - from));
      total = SUM ? total + part : START < 0 ? Math.max(total, part) : Math.min(total, part);
    }
    return total;
  }

  private static float block(long x, int n) {
    FloatVector start = FloatVector.broadcast(SPECIES, START);
    // Four accumulators: an addition takes three or four cycles and one or two start per cycle.
    FloatVector a = start;
    FloatVector b = start;
    FloatVector c = start;
    FloatVector d = start;
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      long at = x + 4L * i;
      a = F.apply(a, load(at));
      b = F.apply(b, load(at + 4L * LANES));
      c = F.apply(c, load(at + 8L * LANES));
      d = F.apply(d, load(at + 12L * LANES));
    }
    for (; i <= n - LANES; i += LANES) {
      a = F.apply(a, load(x + 4L * i));
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      b = F.apply(b, start.blend(load(x + 4L * i, rest), rest));
    }
    return LAST.combine(F.apply(F.apply(a, b), F.apply(c, d)));
  }

  @Override
  public void columns(long x, int rows, long stride, long y, int n, boolean more) {
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      fourColumns(x + 4L * i, rows, stride, y + 4L * i, more);
    }
    for (; i < n; i += LANES) {
      column(x + 4L * i, rows, stride, y + 4L * i, Math.min(LANES, n - i), more);
    }
  }

  private static void fourColumns(long x, int rows, long stride, long y, boolean more) {
    FloatVector start = FloatVector.broadcast(SPECIES, START);
    FloatVector a = start;
    FloatVector b = start;
    FloatVector c = start;
    FloatVector d = start;
    for (int row = 0; row < rows; row++) {
      long at = x + 4L * row * stride;
      a = F.apply(a, load(at));
      b = F.apply(b, load(at + 4L * LANES));
      c = F.apply(c, load(at + 8L * LANES));
      d = F.apply(d, load(at + 12L * LANES));
    }
    store(more ? F.apply(load(y), a) : a, y);
    store(more ? F.apply(load(y + 4L * LANES), b) : b, y + 4L * LANES);
    store(more ? F.apply(load(y + 8L * LANES), c) : c, y + 8L * LANES);
    store(more ? F.apply(load(y + 12L * LANES), d) : d, y + 12L * LANES);
  }

  private static void column(long x, int rows, long stride, long y, int n, boolean more) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, n);
    FloatVector a = FloatVector.broadcast(SPECIES, START);
    for (int row = 0; row < rows; row++) {
      a = F.apply(a, load(x + 4L * row * stride, mask));
    }
    store(more ? F.apply(load(y, mask), a) : a, y, mask);
  }
}

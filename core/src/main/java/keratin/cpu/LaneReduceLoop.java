package keratin.cpu;

import static keratin.cpu.Lanes.load;
import static keratin.cpu.Lanes.store;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of sums, products and extremes. */
final class LaneReduceLoop implements ReduceLoop {
  /**
   * What is combined, from which number in all lanes, and how the lanes of the last vector become
   * one number in memory.
   */
  record Function(VectorOperators.Associative operator, Vector<Number> start, Last last) {}

  /** Stores the combination of the lanes. */
  @FunctionalInterface
  interface Last {
    void store(Vector<Number> v, long y);
  }

  private static final Lanes<Function> LANES = Lanes.of(MethodHandles.lookup());
  private static final VectorSpecies<Number> SPECIES = LANES.species();
  private static final VectorOperators.Associative F = LANES.function().operator();
  private static final Vector<Number> START = LANES.function().start();
  private static final Last LAST = LANES.function().last();
  private static final int COUNT = SPECIES.length();
  private static final long WIDTH = SPECIES.elementSize() / 8;
  private static final long BYTES = COUNT * WIDTH;
  // Every sum has 64 terms at most, of which each is such a sum again: so rounding errors stay
  // small.
  private static final int SHORT = 64 * COUNT;
  private static final int BLOCK = 4 * SHORT;

  @Override
  public int width() {
    return (int) WIDTH;
  }

  @Override
  public void rows(long x, long count, int n, long y) {
    long row = 0;
    if (n <= SHORT) {
      for (; row <= count - 4; row += 4) {
        fourRows(x + WIDTH * row * n, n, y + WIDTH * row);
      }
    }
    for (; row < count; row++) {
      row(x + WIDTH * row * n, n, y + WIDTH * row);
    }
  }

  // A short row's loop begins and ends as long as it runs: four rows share one.
  private static void fourRows(long x, int n, long y) {
    long stride = WIDTH * n;
    Vector<Number> start = start();
    Vector<Number> a = start;
    Vector<Number> b = start;
    Vector<Number> c = start;
    Vector<Number> d = start;
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      long at = x + WIDTH * i;
      a = a.lanewise(F, load(SPECIES, at));
      b = b.lanewise(F, load(SPECIES, at + stride));
      c = c.lanewise(F, load(SPECIES, at + 2 * stride));
      d = d.lanewise(F, load(SPECIES, at + 3 * stride));
    }
    if (i < n) {
      long at = x + WIDTH * i;
      VectorMask<Number> rest = SPECIES.indexInRange(i, n);
      a = a.lanewise(F, start.blend(load(SPECIES, at, n - i), rest));
      b = b.lanewise(F, start.blend(load(SPECIES, at + stride, n - i), rest));
      c = c.lanewise(F, start.blend(load(SPECIES, at + 2 * stride, n - i), rest));
      d = d.lanewise(F, start.blend(load(SPECIES, at + 3 * stride, n - i), rest));
    }
    LAST.store(a, y);
    LAST.store(b, y + WIDTH);
    LAST.store(c, y + 2 * WIDTH);
    LAST.store(d, y + 3 * WIDTH);
  }

  private static void row(long x, int n, long y) {
    Vector<Number> start = start();
    Vector<Number> total = start;
    Vector<Number> part = start;
    int i = 0;
    for (int block = 1; i <= n - COUNT; block++) {
      int end = Math.min(n, block * BLOCK);
      // Four accumulators: an addition takes three or four cycles and one or two start per cycle.
      Vector<Number> a = start;
      Vector<Number> b = start;
      Vector<Number> c = start;
      Vector<Number> d = start;
      for (; i <= end - 4 * COUNT; i += 4 * COUNT) {
        long at = x + WIDTH * i;
        a = a.lanewise(F, load(SPECIES, at));
        b = b.lanewise(F, load(SPECIES, at + BYTES));
        c = c.lanewise(F, load(SPECIES, at + 2 * BYTES));
        d = d.lanewise(F, load(SPECIES, at + 3 * BYTES));
      }
      for (; i <= end - COUNT; i += COUNT) {
        a = a.lanewise(F, load(SPECIES, x + WIDTH * i));
      }
      part = part.lanewise(F, a.lanewise(F, b).lanewise(F, c.lanewise(F, d)));
      if (block % 64 == 0) {
        total = total.lanewise(F, part);
        part = start;
      }
    }
    if (i < n) {
      VectorMask<Number> rest = SPECIES.indexInRange(i, n);
      part = part.lanewise(F, start.blend(load(SPECIES, x + WIDTH * i, n - i), rest));
    }
    LAST.store(total.lanewise(F, part), y);
  }

  // A constant would not do: C2 puts vectors in registers only if all of them are made here.
  private static Vector<Number> start() {
    return START.lanewise(F, START);
  }

  @Override
  public void columns(long x, int rows, long stride, long y, int n, boolean more) {
    int i = 0;
    for (; i <= n - 4 * COUNT; i += 4 * COUNT) {
      fourColumns(x + WIDTH * i, rows, stride, y + WIDTH * i, more);
    }
    for (; i < n; i += COUNT) {
      long at = WIDTH * i;
      column(x + at, rows, stride, y + at, Math.min(COUNT, n - i), more);
    }
  }

  private static void fourColumns(long x, int rows, long stride, long y, boolean more) {
    Vector<Number> start = start();
    Vector<Number> a = start;
    Vector<Number> b = start;
    Vector<Number> c = start;
    Vector<Number> d = start;
    for (int row = 0; row < rows; row++) {
      long at = x + WIDTH * row * stride;
      a = a.lanewise(F, load(SPECIES, at));
      b = b.lanewise(F, load(SPECIES, at + BYTES));
      c = c.lanewise(F, load(SPECIES, at + 2 * BYTES));
      d = d.lanewise(F, load(SPECIES, at + 3 * BYTES));
    }
    store(more ? load(SPECIES, y).lanewise(F, a) : a, y);
    store(more ? load(SPECIES, y + BYTES).lanewise(F, b) : b, y + BYTES);
    store(more ? load(SPECIES, y + 2 * BYTES).lanewise(F, c) : c, y + 2 * BYTES);
    store(more ? load(SPECIES, y + 3 * BYTES).lanewise(F, d) : d, y + 3 * BYTES);
  }

  private static void column(long x, int rows, long stride, long y, int n, boolean more) {
    Vector<Number> a = start();
    if (n == COUNT) {
      for (int row = 0; row < rows; row++) {
        a = a.lanewise(F, load(SPECIES, x + WIDTH * row * stride));
      }
      store(more ? load(SPECIES, y).lanewise(F, a) : a, y);
    } else {
      for (int row = 0; row < rows; row++) {
        a = a.lanewise(F, load(SPECIES, x + WIDTH * row * stride, n));
      }
      store(more ? load(SPECIES, y, n).lanewise(F, a) : a, y, n);
    }
  }
}

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
    // A short row's loop begins and ends as long as it runs: four rows share one. They lie apart,
    // for memory is fetched ahead only where each of them goes on in the next.
    long quarter = n <= SHORT ? count / 4 : 0;
    for (long row = 0; row < quarter; row++) {
      fourRows(x + WIDTH * row * n, WIDTH * quarter * n, n, y + WIDTH * row, WIDTH * quarter);
    }
    for (long row = 4 * quarter; row < count; row++) {
      row(x + WIDTH * row * n, n, y + WIDTH * row);
    }
  }

  private static void fourRows(long x, long stride, int n, long y, long apart) {
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
    LAST.store(b, y + apart);
    LAST.store(c, y + 2 * apart);
    LAST.store(d, y + 3 * apart);
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
  public void columns(long x, int rows, long stride, long y, int n) {
    long step = WIDTH * stride;
    if (n < 4 * COUNT) {
      for (int i = 0; i < n; i += COUNT) {
        column(x + WIDTH * i, rows, step, y + WIDTH * i, Math.min(COUNT, n - i));
      }
      return;
    }
    for (int i = 0; i < n; i += COUNT) {
      store(START, y + WIDTH * Math.min(i, n - COUNT));
    }
    // Whole rows into y, four at a time that lie apart, as above.
    int quarter = rows / 4;
    for (int row = 0; row < quarter; row++) {
      fourInto(x + row * step, quarter * step, y, n);
    }
    for (int row = 4 * quarter; row < rows; row++) {
      into(x + row * step, y, n);
    }
  }

  private static void fourInto(long x, long apart, long y, int n) {
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      long at = x + WIDTH * i;
      Vector<Number> a = load(SPECIES, at).lanewise(F, load(SPECIES, at + apart));
      Vector<Number> b = load(SPECIES, at + 2 * apart).lanewise(F, load(SPECIES, at + 3 * apart));
      store(load(SPECIES, y + WIDTH * i).lanewise(F, a.lanewise(F, b)), y + WIDTH * i);
    }
    if (i < n) {
      long at = x + WIDTH * i;
      int left = n - i;
      Vector<Number> a = load(SPECIES, at, left).lanewise(F, load(SPECIES, at + apart, left));
      Vector<Number> b =
          load(SPECIES, at + 2 * apart, left).lanewise(F, load(SPECIES, at + 3 * apart, left));
      store(load(SPECIES, y + WIDTH * i, left).lanewise(F, a.lanewise(F, b)), y + WIDTH * i, left);
    }
  }

  private static void into(long x, long y, int n) {
    int i = 0;
    for (; i <= n - COUNT; i += COUNT) {
      long to = y + WIDTH * i;
      store(load(SPECIES, to).lanewise(F, load(SPECIES, x + WIDTH * i)), to);
    }
    if (i < n) {
      long to = y + WIDTH * i;
      store(load(SPECIES, to, n - i).lanewise(F, load(SPECIES, x + WIDTH * i, n - i)), to, n - i);
    }
  }

  private static void column(long x, int rows, long step, long y, int n) {
    Vector<Number> a = start();
    if (n == COUNT) {
      for (int row = 0; row < rows; row++) {
        a = a.lanewise(F, load(SPECIES, x + row * step));
      }
      store(a, y);
    } else {
      for (int row = 0; row < rows; row++) {
        a = a.lanewise(F, load(SPECIES, x + row * step, n));
      }
      store(a, y, n);
    }
  }
}

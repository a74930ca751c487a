package keratin.cpu;

import static keratin.cpu.FloatRows.load;
import static keratin.cpu.FloatRows.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * What batch normalization does with a block of rows of c channels each, float32 in memory: sums
 * down the columns, and lines of one factor and one summand per column.
 */
final class ChannelLoops {
  /*
   * Four rows are taken together, so that the sums, which live in the first cache, are read and
   * written once for four loads of x. Every sum goes down its own column: nothing depends on the
   * length of a vector.
   */
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final VectorMask<Float> EVERY = SPECIES.maskAll(true);

  private ChannelLoops() {}

  /** {@code sum[j] += Σ x[i, j]} over the rows. */
  static void sums(long x, int rows, int c, long sum) {
    int r = 0;
    for (; r < rows - 3; r += 4) {
      sums4(x + 4L * r * c, c, sum);
    }
    for (; r < rows; r++) {
      long row = x + 4L * r * c;
      for (int j = 0; j < c; j += LANES) {
        VectorMask<Float> k = mask(j, c);
        store(load(sum + 4L * j, k).add(load(row + 4L * j, k)), sum + 4L * j, k);
      }
    }
  }

  private static void sums4(long a, int c, long sum) {
    long step = 4L * c;
    int j = 0;
    for (; j <= c - LANES; j += LANES) {
      long at = a + 4L * j;
      FloatVector first = load(at).add(load(at + step));
      FloatVector second = load(at + 2 * step).add(load(at + 3 * step));
      store(load(sum + 4L * j).add(first.add(second)), sum + 4L * j);
    }
    if (j < c) {
      VectorMask<Float> k = mask(j, c);
      long at = a + 4L * j;
      FloatVector first = load(at, k).add(load(at + step, k));
      FloatVector second = load(at + 2 * step, k).add(load(at + 3 * step, k));
      store(load(sum + 4L * j, k).add(first.add(second)), sum + 4L * j, k);
    }
  }

  /** {@code sum[j] += Σ (x[i, j] − mean[j])²} over the rows. */
  static void squares(long x, int rows, int c, long mean, long sum) {
    int r = 0;
    for (; r < rows - 3; r += 4) {
      squares4(x + 4L * r * c, c, mean, sum);
    }
    for (; r < rows; r++) {
      long row = x + 4L * r * c;
      for (int j = 0; j < c; j += LANES) {
        VectorMask<Float> k = mask(j, c);
        FloatVector d = load(row + 4L * j, k).sub(load(mean + 4L * j, k));
        store(d.fma(d, load(sum + 4L * j, k)), sum + 4L * j, k);
      }
    }
  }

  private static void squares4(long a, int c, long mean, long sum) {
    long step = 4L * c;
    int j = 0;
    for (; j <= c - LANES; j += LANES) {
      squares4(a + 4L * j, step, mean + 4L * j, sum + 4L * j, EVERY, true);
    }
    if (j < c) {
      squares4(a + 4L * j, step, mean + 4L * j, sum + 4L * j, mask(j, c), false);
    }
  }

  private static void squares4(
      long at, long step, long mean, long sum, VectorMask<Float> k, boolean whole) {
    FloatVector m = take(mean, k, whole);
    FloatVector d0 = take(at, k, whole).sub(m);
    FloatVector d1 = take(at + step, k, whole).sub(m);
    FloatVector d2 = take(at + 2 * step, k, whole).sub(m);
    FloatVector d3 = take(at + 3 * step, k, whole).sub(m);
    FloatVector first = d0.fma(d0, d1.mul(d1));
    FloatVector second = d2.fma(d2, d3.mul(d3));
    put(take(sum, k, whole).add(first.add(second)), sum, k, whole);
  }

  /**
   * {@code sum[j] += Σ dy[i, j]} and {@code product[j] += Σ dy[i, j] · (x[i, j] − mean[j])} over
   * the rows.
   */
  static void gradientSums(long x, long dy, int rows, int c, long mean, long sum, long product) {
    int r = 0;
    for (; r < rows - 3; r += 4) {
      long row = 4L * r * c;
      int j = 0;
      for (; j <= c - LANES; j += LANES) {
        long o = 4L * j;
        gradientSums4(
            x + row + o, dy + row + o, 4L * c, mean + o, sum + o, product + o, EVERY, true);
      }
      if (j < c) {
        long o = 4L * j;
        gradientSums4(
            x + row + o, dy + row + o, 4L * c, mean + o, sum + o, product + o, mask(j, c), false);
      }
    }
    for (; r < rows; r++) {
      long row = 4L * r * c;
      for (int j = 0; j < c; j += LANES) {
        long o = 4L * j;
        VectorMask<Float> k = mask(j, c);
        FloatVector g = load(dy + row + o, k);
        FloatVector d = load(x + row + o, k).sub(load(mean + o, k));
        store(load(sum + o, k).add(g), sum + o, k);
        store(g.fma(d, load(product + o, k)), product + o, k);
      }
    }
  }

  private static void gradientSums4(
      long x,
      long dy,
      long step,
      long mean,
      long sum,
      long product,
      VectorMask<Float> k,
      boolean whole) {
    FloatVector m = take(mean, k, whole);
    FloatVector g0 = take(dy, k, whole);
    FloatVector g1 = take(dy + step, k, whole);
    FloatVector g2 = take(dy + 2 * step, k, whole);
    FloatVector g3 = take(dy + 3 * step, k, whole);
    FloatVector total = take(sum, k, whole).add(g0.add(g1).add(g2.add(g3)));
    put(total, sum, k, whole);
    FloatVector first = g0.fma(take(x, k, whole).sub(m), g1.mul(take(x + step, k, whole).sub(m)));
    FloatVector second =
        g2.fma(take(x + 2 * step, k, whole).sub(m), g3.mul(take(x + 3 * step, k, whole).sub(m)));
    put(take(product, k, whole).add(first.add(second)), product, k, whole);
  }

  /** {@code y[i, j] = (x[i, j] − center[j]) · scale[j] + shift[j]}. */
  static void line(long x, int rows, int c, long center, long scale, long shift, long y) {
    for (int r = 0; r < rows; r++) {
      long row = 4L * r * c;
      int j = 0;
      for (; j <= c - LANES; j += LANES) {
        long o = 4L * j;
        FloatVector distance = load(x + row + o).sub(load(center + o));
        store(distance.fma(load(scale + o), load(shift + o)), y + row + o);
      }
      if (j < c) {
        long o = 4L * j;
        VectorMask<Float> k = mask(j, c);
        FloatVector distance = load(x + row + o, k).sub(load(center + o, k));
        store(distance.fma(load(scale + o, k), load(shift + o, k)), y + row + o, k);
      }
    }
  }

  /** {@code dx[i, j] = dy[i, j] · a[j] + (x[i, j] − mean[j]) · b[j] + d[j]}. */
  static void gradient(
      long x, long dy, int rows, int c, long mean, long a, long b, long d, long dx) {
    for (int r = 0; r < rows; r++) {
      long row = 4L * r * c;
      int j = 0;
      for (; j <= c - LANES; j += LANES) {
        long o = 4L * j;
        FloatVector distance = load(x + row + o).sub(load(mean + o));
        FloatVector rest = distance.fma(load(b + o), load(d + o));
        store(load(dy + row + o).fma(load(a + o), rest), dx + row + o);
      }
      if (j < c) {
        long o = 4L * j;
        VectorMask<Float> k = mask(j, c);
        FloatVector distance = load(x + row + o, k).sub(load(mean + o, k));
        FloatVector rest = distance.fma(load(b + o, k), load(d + o, k));
        store(load(dy + row + o, k).fma(load(a + o, k), rest), dx + row + o, k);
      }
    }
  }

  private static VectorMask<Float> mask(int j, int c) {
    return SPECIES.indexInRange(j, c);
  }

  // A mask that is known to be full is a constant branch once inlined.
  private static FloatVector take(long at, VectorMask<Float> k, boolean whole) {
    return whole ? load(at) : load(at, k);
  }

  private static void put(FloatVector v, long at, VectorMask<Float> k, boolean whole) {
    if (whole) {
      store(v, at);
    } else {
      store(v, at, k);
    }
  }
}

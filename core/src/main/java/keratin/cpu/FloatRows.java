package keratin.cpu;

import static keratin.memory.Raw.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** What softmax and its relatives do with one row of float32 in memory. */
final class FloatRows {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final VectorShuffle<Float> BY_8 = turn(8);
  private static final VectorShuffle<Float> BY_4 = turn(4);
  private static final VectorShuffle<Float> BY_2 = turn(2);
  private static final VectorShuffle<Float> BY_1 = turn(1);

  private FloatRows() {}

  private static VectorShuffle<Float> turn(int by) {
    return VectorShuffle.iota(SPECIES, by % LANES, 1, true);
  }

  static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
  }

  static FloatVector load(long address, VectorMask<Float> mask) {
    return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER, mask);
  }

  static void store(FloatVector v, long address) {
    v.intoMemorySegment(ALL, address, ORDER);
  }

  static void store(FloatVector v, long address, VectorMask<Float> mask) {
    v.intoMemorySegment(ALL, address, ORDER, mask);
  }

  /**
   * The next start in a row of n, at least as many as there are lanes: the last vector ends at the
   * row's end and may overlap the one before.
   */
  static int next(int i, int n) {
    return i + LANES < n ? Math.min(i + LANES, n - LANES) : n;
  }

  /**
   * The sum of the lanes, always in the same order: {@code reduceLanes} leaves the order open, and
   * compiled code would give other bits than interpreted code.
   */
  static float sum(FloatVector v) {
    if (LANES > 16) {
      return v.reduceLanes(VectorOperators.ADD);
    }
    FloatVector s = v;
    if (LANES > 8) {
      s = s.add(s.rearrange(BY_8));
    }
    if (LANES > 4) {
      s = s.add(s.rearrange(BY_4));
    }
    s = s.add(s.rearrange(BY_2));
    return s.add(s.rearrange(BY_1)).lane(0);
  }

  // What a loop carries is changed by lanewise(): VectorPool says why.

  /** The largest of n elements, NaN if one is. */
  static float max(long x, int n) {
    FloatVector best = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      best = best.lanewise(VectorOperators.MAX, load(x + 4L * i));
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector last = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      best = best.lanewise(VectorOperators.MAX, last.blend(load(x + 4L * i, rest), rest));
    }
    return best.reduceLanes(VectorOperators.MAX);
  }

  /** {@code y = exp(x − shift)}; returns the sum. x and y may be the same. */
  static float exp(long x, float shift, long y, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector e = FloatMath.exp(load(x + 4L * i).sub(shift));
      store(e, y + 4L * i);
      sum = sum.lanewise(VectorOperators.ADD, e);
    }
    return sum(i < n ? sum.add(expRest(x + 4L * i, shift, y + 4L * i, n - i)) : sum);
  }

  private static FloatVector expRest(long x, float shift, long y, int n) {
    VectorMask<Float> rest = SPECIES.indexInRange(0, n);
    FloatVector e = FloatMath.exp(load(x, rest).sub(shift));
    store(e, y, rest);
    return FloatVector.zero(SPECIES).blend(e, rest);
  }

  /** {@code Σ exp(x − shift)}. */
  static float sumExp(long x, float shift, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      sum = sum.lanewise(VectorOperators.ADD, FloatMath.exp(load(x + 4L * i).sub(shift)));
    }
    return sum(i < n ? sum.add(sumExpRest(x + 4L * i, shift, n - i)) : sum);
  }

  private static FloatVector sumExpRest(long x, float shift, int n) {
    VectorMask<Float> rest = SPECIES.indexInRange(0, n);
    FloatVector e = FloatMath.exp(load(x, rest).sub(shift));
    return FloatVector.zero(SPECIES).blend(e, rest);
  }

  /** {@code Σ x}. */
  static float sum(long x, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      sum = sum.lanewise(VectorOperators.ADD, load(x + 4L * i));
    }
    if (i < n) {
      sum = sum.lanewise(VectorOperators.ADD, load(x + 4L * i, SPECIES.indexInRange(i, n)));
    }
    return sum(sum);
  }

  /** {@code Σ a·b}. */
  static float dot(long a, long b, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      sum = load(a + 4L * i).fma(load(b + 4L * i), sum);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      sum = load(a + 4L * i, rest).fma(load(b + 4L * i, rest), sum);
    }
    return sum(sum);
  }

  /** {@code y = x · scale + offset}. */
  static void line(long x, float scale, float offset, long y, int n) {
    FloatVector a = FloatVector.broadcast(SPECIES, scale);
    FloatVector b = FloatVector.broadcast(SPECIES, offset);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(load(x + 4L * i).fma(a, b), y + 4L * i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      store(load(x + 4L * i, rest).fma(a, b), y + 4L * i, rest);
    }
  }

  /** {@code y = (x − center) · scale + offset}. */
  static void line(long x, float center, float scale, float offset, long y, int n) {
    FloatVector a = FloatVector.broadcast(SPECIES, scale);
    FloatVector b = FloatVector.broadcast(SPECIES, offset);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(load(x + 4L * i).sub(center).fma(a, b), y + 4L * i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      store(load(x + 4L * i, rest).sub(center).fma(a, b), y + 4L * i, rest);
    }
  }

  /** {@code Σ (x − center)²}. */
  static float squares(long x, float center, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector d = load(x + 4L * i).sub(center);
      sum = d.fma(d, sum);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      FloatVector d = load(x + 4L * i, rest).sub(center, rest);
      sum = d.fma(d, sum);
    }
    return sum(sum);
  }

  /** {@code Σ (x − center)·b}. */
  static float dot(long x, float center, long b, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      sum = load(x + 4L * i).sub(center).fma(load(b + 4L * i), sum);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      sum = load(x + 4L * i, rest).sub(center).fma(load(b + 4L * i, rest), sum);
    }
    return sum(sum);
  }

  /** {@code y += x · scale}. */
  static void add(long x, float scale, long y, int n) {
    FloatVector a = FloatVector.broadcast(SPECIES, scale);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      store(load(x + 4L * i).fma(a, load(y + 4L * i)), y + 4L * i);
    }
    if (i < n) {
      VectorMask<Float> rest = SPECIES.indexInRange(i, n);
      store(load(x + 4L * i, rest).fma(a, load(y + 4L * i, rest)), y + 4L * i, rest);
    }
  }
}

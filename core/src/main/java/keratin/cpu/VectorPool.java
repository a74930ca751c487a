package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import keratin.tensor.AveragePoolGrad;
import keratin.tensor.Fused;
import keratin.tensor.MaxPoolGrad;
import keratin.tensor.MaxPoolPick;
import keratin.tensor.PoolOp;
import keratin.tensor.Tensor;

/** Pooling of float32 and its gradients, a vector of channels at a time. */
final class VectorPool {
  private static final VectorSpecies<Float> SPECIES = FloatMath.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final VectorMask<Float> ALL = SPECIES.maskAll(true);

  private VectorPool() {}

  /** Whether there is a kernel: what is empty is decomposed. */
  static boolean has(Fused op, Tensor[] in) {
    boolean full =
        op instanceof AveragePoolGrad gradient ? PoolPlaces.isFull(gradient.lengths()) : true;
    return full && in[0].size() > 0 && in[0].rank() <= 5;
  }

  static void forward(PoolOp op, Tensor x, Tensor y) {
    PoolPlaces places = new PoolPlaces(op.window(), x.shape());
    int n = places.channels();
    long to = y.address();
    if (op.kind() == PoolOp.Kind.MAX) {
      places.forEach(
          x.address(),
          (image, under, taps, count, place) -> max(image, under, count, n, to + 4 * place * n));
    } else {
      places.forEach(
          x.address(),
          (image, under, taps, count, place) -> mean(image, under, count, n, to + 4 * place * n));
    }
  }

  /*
   * Not best.max(next): of what a loop carries the compiler knows no exact class, and max() shares one
   * profile with all its callers. Where that is empty, every vector becomes an object: 35 ms instead of 15
   * for 256 images of W2, in half of all processes. lanewise() is called, and profiled, here.
   */
  private static void max(long x, long[] under, int count, int n, long y) {
    for (int c = 0; c < n; c += LANES) {
      VectorMask<Float> mask = mask(c, n);
      FloatVector best = load(x + under[0] + 4L * c, c, n, mask);
      for (int k = 1; k < count; k++) {
        best = best.lanewise(VectorOperators.MAX, load(x + under[k] + 4L * c, c, n, mask));
      }
      store(best, y + 4L * c, c, n, mask);
    }
  }

  private static void mean(long x, long[] under, int count, int n, long y) {
    for (int c = 0; c < n; c += LANES) {
      VectorMask<Float> mask = mask(c, n);
      FloatVector sum = load(x + under[0] + 4L * c, c, n, mask);
      for (int k = 1; k < count; k++) {
        sum = sum.lanewise(VectorOperators.ADD, load(x + under[k] + 4L * c, c, n, mask));
      }
      store(sum.lanewise(VectorOperators.DIV, (float) count), y + 4L * c, c, n, mask);
    }
  }

  static void meanGradient(AveragePoolGrad op, Tensor dy, Tensor dx) {
    PoolPlaces places = new PoolPlaces(op.window(), dx.shape());
    int n = places.channels();
    long from = dy.address();
    clear(places, dx);
    boolean add = !places.areDisjoint();
    places.forEach(
        dx.address(),
        (image, under, taps, count, place) ->
            share(image, under, count, n, from + 4 * place * n, add));
  }

  private static void share(long x, long[] under, int count, int n, long dy, boolean add) {
    for (int c = 0; c < n; c += LANES) {
      VectorMask<Float> mask = mask(c, n);
      FloatVector share = load(dy + 4L * c, c, n, mask).div(count);
      for (int k = 0; k < count; k++) {
        long at = x + under[k] + 4L * c;
        store(add ? load(at, c, n, mask).add(share) : share, at, c, n, mask);
      }
    }
  }

  static void maxGradient(MaxPoolGrad op, Tensor x, Tensor dy, Tensor dx) {
    PoolPlaces places = new PoolPlaces(op.window(), x.shape());
    int n = places.channels();
    long from = dy.address();
    long distance = dx.address() - x.address();
    clear(places, dx);
    boolean add = !places.areDisjoint();
    places.forEach(
        x.address(),
        (image, under, taps, count, place) ->
            give(image, distance, under, count, n, from + 4 * place * n, add));
  }

  /** The gradient to the first of the largest, zeros to the others. */
  private static void give(
      long x, long distance, long[] under, int count, int n, long dy, boolean add) {
    for (int c = 0; c < n; c += LANES) {
      VectorMask<Float> mask = mask(c, n);
      FloatVector chosen = chosen(x + 4L * c, under, count, c, n, mask);
      FloatVector g = load(dy + 4L * c, c, n, mask);
      FloatVector zero = FloatVector.zero(SPECIES);
      for (int k = 0; k < count; k++) {
        long at = x + distance + under[k] + 4L * c;
        FloatVector part = zero.blend(g, chosen.compare(VectorOperators.EQ, k));
        store(add ? load(at, c, n, mask).add(part) : part, at, c, n, mask);
      }
    }
  }

  /** The number of the first of the largest; floats hold it exactly. */
  private static FloatVector chosen(
      long x, long[] under, int count, int c, int n, VectorMask<Float> mask) {
    FloatVector best = load(x + under[0], c, n, mask);
    FloatVector index = FloatVector.zero(SPECIES);
    for (int k = 1; k < count; k++) {
      FloatVector next = load(x + under[k], c, n, mask);
      VectorMask<Float> larger = next.compare(VectorOperators.GT, best);
      best = best.blend(next, larger);
      index = index.blend(k, larger);
    }
    return index;
  }

  static void pick(MaxPoolPick op, Tensor x, Tensor values, Tensor y) {
    PoolPlaces places = new PoolPlaces(op.window(), x.shape());
    int n = places.channels();
    long to = y.address();
    long distance = values.address() - x.address();
    places.forEach(
        x.address(),
        (image, under, taps, count, place) ->
            pick(image, distance, under, count, n, to + 4 * place * n));
  }

  private static void pick(long x, long distance, long[] under, int count, int n, long y) {
    for (int c = 0; c < n; c += LANES) {
      VectorMask<Float> mask = mask(c, n);
      FloatVector chosen = chosen(x + 4L * c, under, count, c, n, mask);
      FloatVector value = FloatVector.zero(SPECIES);
      for (int k = 0; k < count; k++) {
        FloatVector next = load(x + distance + under[k] + 4L * c, c, n, mask);
        value = value.blend(next, chosen.compare(VectorOperators.EQ, k));
      }
      store(value, y + 4L * c, c, n, mask);
    }
  }

  private static void clear(PoolPlaces places, Tensor dx) {
    if (!places.areComplete()) {
      MoveKernels.fill(0, dx);
    }
  }

  private static VectorMask<Float> mask(int c, int n) {
    return c + LANES <= n ? ALL : SPECIES.indexInRange(c, n);
  }

  private static FloatVector load(long address, int c, int n, VectorMask<Float> mask) {
    return c + LANES <= n ? FloatRows.load(address) : FloatRows.load(address, mask);
  }

  private static void store(FloatVector v, long address, int c, int n, VectorMask<Float> mask) {
    if (c + LANES <= n) {
      FloatRows.store(v, address);
    } else {
      FloatRows.store(v, address, mask);
    }
  }
}

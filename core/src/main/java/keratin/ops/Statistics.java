package keratin.ops;

import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;

/** Means, medians and quantiles, and reductions that pass over nan. */
abstract class Statistics extends Sorting {
  Statistics() {}

  private static Tensor real(Tensor x) {
    return x.dtype().isFloating() ? x : x.cast(DType.FLOAT32);
  }

  /** The mean, with weights of the same shape: {@code Σ x·w / Σ w} over these axes, or over all. */
  public static Tensor average(Tensor x, Tensor weights, int... axes) {
    Tensor w = real(weights).cast(real(x).dtype());
    return sum(real(x).mul(w), axes).div(sum(w.broadcastTo(x.shape()), axes));
  }

  /** The distance between the largest and the smallest. */
  public static Tensor ptp(Tensor x, int... axes) {
    return max(x, axes).sub(min(x, axes));
  }

  /** The differences of neighbours along an axis, {@code n} times. */
  public static Tensor diff(Tensor x, int n, int axis) {
    Tensor y = x;
    for (int i = 0; i < n; i++) {
      int length = y.shape().dim(axis);
      y = y.slice(axis, 1, length - 1).sub(y.slice(axis, 0, length - 1));
    }
    return y;
  }

  /** The middle of the sorted elements, the mean of two if their number is even. */
  public static Tensor median(Tensor x, int... axes) {
    return quantile(x, 0.5, axes);
  }

  /**
   * The number below which a share {@code q} of the elements lies, interpolated between neighbours.
   *
   * @param q 0 to 1
   */
  public static Tensor quantile(Tensor x, double q, int... axes) {
    Tensor rows = rows(real(x), axes);
    int last = rows.shape().dim(-1) - 1;
    double at = q * last;
    int below = Math.clamp((long) Math.floor(at), 0, last);
    int above = Math.min(below + 1, last);
    Tensor sorted = sort(rows);
    Tensor low = sorted.get("..., " + below);
    Tensor high = sorted.get("..., " + above);
    Tensor value = low.add(high.sub(low).mul(at - below));
    // Sorted to the end, nan would else be a number like others.
    Tensor spoiled = any(rows.isNan(), -1);
    return Tensor.where(spoiled, value.zerosLike().add(Double.NaN), value);
  }

  /** {@link #quantile} with {@code q} in percent. */
  public static Tensor percentile(Tensor x, double q, int... axes) {
    return quantile(x, q / 100, axes);
  }

  /** The axes made one, and last. */
  private static Tensor rows(Tensor x, int[] axes) {
    if (axes.length == 0) {
      return x.reshape(-1);
    }
    boolean[] reduced = new boolean[x.rank()];
    for (int axis : axes) {
      reduced[x.shape().axis(axis)] = true;
    }
    int[] order = new int[x.rank()];
    int[] dims = new int[x.rank() - axes.length + 1];
    int next = 0;
    int length = 1;
    for (int axis = 0; axis < reduced.length; axis++) {
      if (!reduced[axis]) {
        dims[next] = x.shape().dim(axis);
        order[next++] = axis;
      }
    }
    dims[next] = 1;
    int kept = next;
    for (int axis = 0; axis < reduced.length; axis++) {
      if (reduced[axis]) {
        length *= x.shape().dim(axis);
        order[next++] = axis;
      }
    }
    dims[kept] = length;
    return x.transpose(order).reshape(dims);
  }

  private static Tensor without(Tensor x, double replacement) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    Tensor number = Engine.beside(x, () -> Tensor.full(x.dtype(), replacement));
    return Tensor.where(x.isNan(), number, x);
  }

  /** The sum of what is not nan. */
  public static Tensor nansum(Tensor x, int... axes) {
    return sum(without(x, 0), axes);
  }

  /** The product of what is not nan. */
  public static Tensor nanprod(Tensor x, int... axes) {
    return prod(without(x, 1), axes);
  }

  /** The largest that is not nan; nan if all are. */
  public static Tensor nanmax(Tensor x, int... axes) {
    Tensor largest = max(without(x, Double.NEGATIVE_INFINITY), axes);
    return spoiled(x, largest, axes);
  }

  /** The smallest that is not nan; nan if all are. */
  public static Tensor nanmin(Tensor x, int... axes) {
    Tensor smallest = min(without(x, Double.POSITIVE_INFINITY), axes);
    return spoiled(x, smallest, axes);
  }

  private static Tensor spoiled(Tensor x, Tensor value, int[] axes) {
    if (!x.dtype().isFloating()) {
      return value;
    }
    Tensor nothing = all(x.isNan(), axes);
    return Tensor.where(nothing, value.zerosLike().add(Double.NaN), value);
  }

  /** The mean of what is not nan. */
  public static Tensor nanmean(Tensor x, int... axes) {
    return nansum(real(x), axes).div(numbers(real(x), axes));
  }

  /** The mean square distance from {@link #nanmean} of what is not nan. */
  public static Tensor nanvar(Tensor x, int... axes) {
    Tensor a = real(x);
    Tensor kept = a.isNan().logicalNot();
    Tensor count = sum(kept.cast(a.dtype()), true, axes);
    Tensor mean = sum(without(a, 0), true, axes).div(count);
    Tensor distance = Tensor.where(kept, a.sub(mean), a.zerosLike());
    return sum(distance.square(), axes).div(numbers(a, axes));
  }

  /** The root of {@link #nanvar}. */
  public static Tensor nanstd(Tensor x, int... axes) {
    return nanvar(x, axes).sqrt();
  }

  private static Tensor numbers(Tensor x, int[] axes) {
    return sum(x.isNan().logicalNot().cast(x.dtype()), axes);
  }

  /** {@code x} with finite numbers in the place of nan, +∞ and −∞. */
  public static Tensor nanToNum(Tensor x, double nan, double positive, double negative) {
    Tensor numbers = without(x, nan);
    Tensor infinite = numbers.isInf();
    Tensor replacement =
        Tensor.where(numbers.greater(0), fullLike(x, positive), fullLike(x, negative));
    return Tensor.where(infinite, replacement, numbers);
  }
}

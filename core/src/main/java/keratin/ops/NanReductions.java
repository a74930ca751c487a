package keratin.ops;

import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Reductions and running sums that pass over nan. */
abstract class NanReductions extends Statistics {
  NanReductions() {}

  private static Tensor without(Tensor x, double replacement) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    Tensor number = Engine.beside(x, () -> Tensor.full(x.dtype(), replacement));
    return Tensor.where(x.isNan(), number, x);
  }

  /** The sum of what is not nan. */
  public static Tensor nansum(Tensor x, int... axes) {
    return nansum(x, false, axes);
  }

  /** As {@link #nansum(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor nansum(Tensor x, boolean keepDims, int... axes) {
    return sum(without(x, 0), keepDims, axes);
  }

  /** The product of what is not nan. */
  public static Tensor nanprod(Tensor x, int... axes) {
    return nanprod(x, false, axes);
  }

  /** As {@link #nanprod(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor nanprod(Tensor x, boolean keepDims, int... axes) {
    return prod(without(x, 1), keepDims, axes);
  }

  /** The largest that is not nan; nan if all are. */
  public static Tensor nanmax(Tensor x, int... axes) {
    return nanmax(x, false, axes);
  }

  /** As {@link #nanmax(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor nanmax(Tensor x, boolean keepDims, int... axes) {
    Tensor largest = max(without(x, Double.NEGATIVE_INFINITY), keepDims, axes);
    return spoiled(x, largest, keepDims, axes);
  }

  /** The smallest that is not nan; nan if all are. */
  public static Tensor nanmin(Tensor x, int... axes) {
    return nanmin(x, false, axes);
  }

  /** As {@link #nanmin(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor nanmin(Tensor x, boolean keepDims, int... axes) {
    Tensor smallest = min(without(x, Double.POSITIVE_INFINITY), keepDims, axes);
    return spoiled(x, smallest, keepDims, axes);
  }

  private static Tensor spoiled(Tensor x, Tensor value, boolean keepDims, int[] axes) {
    if (!x.dtype().isFloating()) {
      return value;
    }
    Tensor nothing = all(x.isNan(), keepDims, axes);
    return Tensor.where(nothing, value.onesLike().mul(Double.NaN), value);
  }

  /** The mean of what is not nan. */
  public static Tensor nanmean(Tensor x, int... axes) {
    return nanmean(x, false, axes);
  }

  /** As {@link #nanmean(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor nanmean(Tensor x, boolean keepDims, int... axes) {
    Tensor a = floating(x);
    return nansum(a, keepDims, axes).div(numbers(a, keepDims, axes));
  }

  /** The mean square distance from {@link #nanmean} of what is not nan. */
  public static Tensor nanvar(Tensor x, int... axes) {
    return nanvar(x, false, axes);
  }

  /** As {@link #nanvar(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor nanvar(Tensor x, boolean keepDims, int... axes) {
    Tensor a = floating(x);
    Tensor distance = a.sub(nanmean(a, true, axes));
    Tensor kept = Tensor.where(a.isNan(), a.zerosLike(), distance);
    return sum(kept.square(), keepDims, axes).div(numbers(a, keepDims, axes));
  }

  /** The root of {@link #nanvar}. */
  public static Tensor nanstd(Tensor x, int... axes) {
    return nanstd(x, false, axes);
  }

  /** As {@link #nanstd(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor nanstd(Tensor x, boolean keepDims, int... axes) {
    return nanvar(x, keepDims, axes).sqrt();
  }

  private static Tensor numbers(Tensor x, boolean keepDims, int[] axes) {
    return sum(x.isNan().logicalNot().cast(x.dtype()), keepDims, axes);
  }

  /** The index of the largest that is not nan along an axis; −1 if all are nan. int32. */
  public static Tensor nanargmax(Tensor x, int axis) {
    return nanargmax(x, axis, false);
  }

  /**
   * As {@link #nanargmax(Tensor, int)}.
   *
   * @param axis null for the index into the raveled tensor
   * @param keepDims keeps the axis with length 1
   */
  public static Tensor nanargmax(Tensor x, @Nullable Integer axis, boolean keepDims) {
    Tensor found = argmax(without(x, Double.NEGATIVE_INFINITY), axis, keepDims);
    return orNothing(x, found, axis, keepDims);
  }

  /** The index of the smallest that is not nan along an axis; −1 if all are nan. int32. */
  public static Tensor nanargmin(Tensor x, int axis) {
    return nanargmin(x, axis, false);
  }

  /**
   * As {@link #nanargmin(Tensor, int)}.
   *
   * @param axis null for the index into the raveled tensor
   * @param keepDims keeps the axis with length 1
   */
  public static Tensor nanargmin(Tensor x, @Nullable Integer axis, boolean keepDims) {
    Tensor found = argmin(without(x, Double.POSITIVE_INFINITY), axis, keepDims);
    return orNothing(x, found, axis, keepDims);
  }

  private static Tensor orNothing(
      Tensor x, Tensor found, @Nullable Integer axis, boolean keepDims) {
    int[] axes = axis == null ? new int[0] : new int[] {axis};
    Tensor nothing = all(x.isNan(), keepDims, axes);
    return Tensor.where(nothing, found.zerosLike().sub(1), found);
  }

  /** Running sums along an axis, in which nan counts as 0. */
  public static Tensor nancumsum(Tensor x, int axis) {
    return cumsum(without(x, 0), axis);
  }

  /** As {@link #nancumsum(Tensor, int)} of the numbers in another dtype; int32 for bool. */
  public static Tensor nancumsum(Tensor x, int axis, DType dtype) {
    return cumsum(without(x, 0), axis, dtype);
  }

  /** Running products along an axis, in which nan counts as 1. */
  public static Tensor nancumprod(Tensor x, int axis) {
    return cumprod(without(x, 1), axis);
  }

  /** As {@link #nancumprod(Tensor, int)} of the numbers in another dtype; int32 for bool. */
  public static Tensor nancumprod(Tensor x, int axis, DType dtype) {
    return cumprod(without(x, 1), axis, dtype);
  }

  /** As {@link #nanToNum(Tensor, double, Double, Double)}: 0 for nan, the dtype's ends for ±∞. */
  public static Tensor nanToNum(Tensor x) {
    return nanToNum(x, 0.0, null, null);
  }

  /** {@code x} with these numbers in the place of nan, +∞ and −∞. */
  public static Tensor nanToNum(Tensor x, double nan, double posinf, double neginf) {
    return nanToNum(x, nan, Double.valueOf(posinf), Double.valueOf(neginf));
  }

  /**
   * {@code x} with finite numbers in the place of nan, +∞ and −∞.
   *
   * @param posinf in the place of +∞; null for the largest number of the dtype
   * @param neginf in the place of −∞; null for the smallest number of the dtype
   */
  public static Tensor nanToNum(
      Tensor x, double nan, @Nullable Double posinf, @Nullable Double neginf) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    double largest = highest(x.dtype());
    Tensor numbers = without(x, nan);
    Tensor high = fullLike(x, posinf == null ? largest : posinf);
    Tensor low = fullLike(x, neginf == null ? -largest : neginf);
    Tensor replacement = Tensor.where(numbers.greater(0), high, low);
    return Tensor.where(numbers.isInf(), replacement, numbers);
  }
}

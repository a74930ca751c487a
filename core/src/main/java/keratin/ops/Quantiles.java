package keratin.ops;

import java.util.Arrays;
import java.util.stream.IntStream;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/**
 * Medians, quantiles and percentiles, with nan passed on or passed over.
 *
 * <p>Of n sorted elements the quantile q lies at the place {@code q·(n − 1)}. Between two elements
 * the method decides: {@code "linear"} interpolates, {@code "lower"} and {@code "higher"} take a
 * neighbour, {@code "nearest"} the nearer one (halves to the even place), {@code "midpoint"} the
 * mean of both.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.quantile.html">
 *     numpy.quantile</a>
 */
abstract class Quantiles extends NanReductions {
  Quantiles() {}

  /** The middle of the sorted elements, the mean of two if their number is even. */
  public static Tensor median(Tensor x, int... axes) {
    return median(x, false, axes);
  }

  /** As {@link #median(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor median(Tensor x, boolean keepDims, int... axes) {
    return quantile(x, Tensor.of(0.5), "linear", keepDims, axes);
  }

  /** The middle of the elements that are not nan; nan if all are. */
  public static Tensor nanmedian(Tensor x, int... axes) {
    return nanmedian(x, false, axes);
  }

  /** As {@link #nanmedian(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor nanmedian(Tensor x, boolean keepDims, int... axes) {
    return nanquantile(x, Tensor.of(0.5), "linear", keepDims, axes);
  }

  /**
   * The number below which a share {@code q} of the elements lies, interpolated between neighbours.
   *
   * @param q 0 to 1
   */
  public static Tensor quantile(Tensor x, double q, int... axes) {
    return quantile(x, Tensor.of(q), "linear", false, axes);
  }

  /**
   * Quantiles over these axes, or over all; where an element is nan, so is the result.
   *
   * {@snippet :
   * Tensor x = Ops.range(5);
   * Tensor quarters = Ops.quantile(x, Tensor.of(new float[] {0.25f, 0.5f}), "linear", false);
   * // [1, 2]
   * }
   *
   * @param q shares from 0 to 1; its axes come first in the result
   * @param method {@code "linear"}, {@code "lower"}, {@code "higher"}, {@code "nearest"} or {@code
   *     "midpoint"}
   * @param keepDims keeps the axes with length 1
   * @throws TensorException for another method
   */
  public static Tensor quantile(Tensor x, Tensor q, String method, boolean keepDims, int... axes) {
    if (Composition.isSymbolic(x, q)) {
      return Composition.of("quantile", in -> quantile(in[0], in[1], method, keepDims, axes), x, q);
    }
    Tensor rows = rows(floating(x), axes);
    Tensor last = rows.zerosLike().sum(-1).cast(DType.FLOAT64).add(rows.shape().dim(-1) - 1);
    Tensor found = atPlaces(sort(rows), places(q, last), last, method);
    // Sorted to the end, nan would else be a number like others.
    Tensor spoiled = any(rows.isNan(), -1);
    Tensor value = Tensor.where(spoiled, found.onesLike().mul(Double.NaN), found);
    return shaped(value, x, q, keepDims, axes);
  }

  /** As {@link #quantile(Tensor, double, int...)}, of what is not nan; nan if all are. */
  public static Tensor nanquantile(Tensor x, double q, int... axes) {
    return nanquantile(x, Tensor.of(q), "linear", false, axes);
  }

  /**
   * As {@link #quantile(Tensor, Tensor, String, boolean, int...)}, of what is not nan; nan if all
   * are.
   */
  public static Tensor nanquantile(
      Tensor x, Tensor q, String method, boolean keepDims, int... axes) {
    if (Composition.isSymbolic(x, q)) {
      return Composition.of(
          "nanquantile", in -> nanquantile(in[0], in[1], method, keepDims, axes), x, q);
    }
    Tensor rows = rows(floating(x), axes);
    Tensor count = sum(rows.isNan().logicalNot().cast(DType.FLOAT64), -1);
    Tensor last = count.maximum(1).sub(1);
    // nan is sorted to the end, behind the last place that is asked for.
    Tensor found = atPlaces(sort(rows), places(q, last), last, method);
    Tensor value = Tensor.where(count.equal(0), found.onesLike().mul(Double.NaN), found);
    return shaped(value, x, q, keepDims, axes);
  }

  /** {@link #quantile(Tensor, double, int...)} with {@code q} in percent. */
  public static Tensor percentile(Tensor x, double q, int... axes) {
    return quantile(x, q / 100, axes);
  }

  /**
   * {@link #quantile(Tensor, Tensor, String, boolean, int...)} with {@code q} in percent, 0 to 100.
   */
  public static Tensor percentile(
      Tensor x, Tensor q, String method, boolean keepDims, int... axes) {
    return quantile(x, q.div(100), method, keepDims, axes);
  }

  /** {@link #nanquantile(Tensor, double, int...)} with {@code q} in percent. */
  public static Tensor nanpercentile(Tensor x, double q, int... axes) {
    return nanquantile(x, q / 100, axes);
  }

  /** {@link #nanquantile(Tensor, Tensor, String, boolean, int...)} with {@code q} in percent. */
  public static Tensor nanpercentile(
      Tensor x, Tensor q, String method, boolean keepDims, int... axes) {
    return nanquantile(x, q.div(100), method, keepDims, axes);
  }

  /** The axes made one, and last. */
  private static Tensor rows(Tensor x, int[] axes) {
    if (axes.length == 0) {
      return x.reshape(-1);
    }
    int[] reduced = Arrays.stream(axes).map(x.shape()::axis).toArray();
    int[] kept = others(x, reduced);
    int[] order = IntStream.concat(Arrays.stream(kept), Arrays.stream(reduced)).toArray();
    int length = Arrays.stream(reduced).map(x.shape()::dim).reduce(1, Math::multiplyExact);
    int[] dims = Arrays.copyOf(kept, kept.length + 1);
    Arrays.setAll(dims, i -> i < kept.length ? x.shape().dim(kept[i]) : length);
    return x.transpose(order).reshape(dims);
  }

  private static int[] others(Tensor x, int[] axes) {
    return IntStream.range(0, x.rank())
        .filter(axis -> Arrays.stream(axes).noneMatch(a -> a == axis))
        .toArray();
  }

  /** {@code q · last}, with the axes of q before those of the rows; in float64, to be exact. */
  private static Tensor places(Tensor q, Tensor last) {
    int[] dims = Arrays.copyOf(q.shape().dims(), q.rank() + last.rank());
    Arrays.fill(dims, q.rank(), dims.length, 1);
    return q.cast(DType.FLOAT64).reshape(dims).mul(last);
  }

  private static Tensor atPlaces(Tensor sorted, Tensor places, Tensor last, String method) {
    return switch (method) {
      case "lower" -> picked(sorted, places.floor());
      case "higher" -> picked(sorted, places.ceil());
      case "nearest" -> picked(sorted, places.round());
      case "midpoint" -> picked(sorted, places.floor()).add(picked(sorted, places.ceil())).mul(0.5);
      case "linear" -> {
        // At a whole place the interval below it counts, also for the gradient by q.
        Tensor below = places.stopGradient().ceil().sub(1).maximum(0);
        Tensor above = below.add(1).minimum(last);
        Tensor share = above.sub(places).cast(sorted.dtype());
        Tensor rest = share.neg().add(1);
        // No share of an infinity is nothing, not nan.
        Tensor high = finiteWhere(rest.equal(0), picked(sorted, above));
        Tensor low = finiteWhere(share.equal(0), picked(sorted, below));
        yield high.mul(rest).add(low.mul(share));
      }
      default ->
          throw new TensorException(
              "quantile: \"%s\" is no method. Use \"linear\", \"lower\", \"higher\", \"nearest\" or \"midpoint\"."
                  .formatted(method));
    };
  }

  private static Tensor finiteWhere(Tensor unused, Tensor x) {
    return Tensor.where(unused.logicalAnd(x.isInf()), x.zerosLike(), x);
  }

  /** The elements of the last axis at places that have the axes of q in front. */
  private static Tensor picked(Tensor sorted, Tensor places) {
    int length = sorted.shape().dim(-1);
    if (length == 0) {
      throw new ShapeException("quantile: there are no elements, and nothing has no quantile.");
    }
    Tensor flat = clip(places, 0, length - 1.0).cast(DType.INT32);
    int rank = sorted.rank() - 1;
    for (int axis = 0; axis < rank; axis++) {
      int[] dims = new int[rank];
      Arrays.fill(dims, 1);
      dims[axis] = -1;
      int step = Math.toIntExact(sorted.shape().sizeOf(axis + 1, rank + 1));
      int count = sorted.shape().dim(axis);
      Tensor numbers = Engine.beside(sorted, () -> range(count));
      flat = flat.add(numbers.reshape(dims).mul(step));
    }
    return sorted.reshape(-1).gather(flat, 0);
  }

  /** With the reduced axes kept where that is wanted. */
  private static Tensor shaped(Tensor value, Tensor x, Tensor q, boolean keepDims, int[] axes) {
    if (!keepDims) {
      return value;
    }
    int[] dims = Arrays.copyOf(q.shape().dims(), q.rank() + x.rank());
    int[] reduced = Arrays.stream(axes).map(x.shape()::axis).toArray();
    int[] kept = axes.length == 0 ? new int[0] : others(x, reduced);
    Arrays.fill(dims, q.rank(), dims.length, 1);
    for (int axis : kept) {
      dims[q.rank() + axis] = x.shape().dim(axis);
    }
    return value.reshape(dims);
  }
}

package keratin.ops;

import java.util.Arrays;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** Weighted means, spreads, correlations and histograms. */
abstract class Statistics extends Uniques {
  Statistics() {}

  /** The mean over these axes, or over all; integers give float32. */
  public static Tensor average(Tensor x, int... axes) {
    return mean(x, axes);
  }

  /**
   * The mean, with weights: {@code Σ x·w / Σ w} over these axes, or over all.
   *
   * @param weights of the shape of x; or a vector, as long as the one axis that is named
   */
  public static Tensor average(Tensor x, Tensor weights, int... axes) {
    if (Composition.isOpen(x, weights)) {
      return Composition.of("average", in -> average(in[0], in[1], axes), x, weights);
    }
    DType type = floating(DType.promote(x.dtype(), weights.dtype()));
    Tensor a = x.cast(type);
    Tensor w = weights.cast(type);
    if (w.rank() == 1 && axes.length == 1 && x.rank() > 1) {
      int[] dims = new int[x.rank()];
      Arrays.fill(dims, 1);
      dims[x.shape().axis(axes[0])] = x.shape().dim(axes[0]);
      w = w.reshape(dims);
    }
    return sum(a.mul(w), axes).div(sum(w.broadcastTo(x.shape()), axes));
  }

  private static DType floating(DType dtype) {
    // Keras promotes with a Python float: integers become float32, also those of 64 bits.
    return dtype.isFloating() ? dtype : DType.FLOAT32;
  }

  /** The distance between the largest and the smallest. */
  public static Tensor ptp(Tensor x, int... axes) {
    return ptp(x, false, axes);
  }

  /** As {@link #ptp(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor ptp(Tensor x, boolean keepDims, int... axes) {
    return max(x, keepDims, axes).sub(min(x, keepDims, axes));
  }

  /** The differences of neighbours along an axis, {@code n} times. */
  public static Tensor diff(Tensor x, int n, int axis) {
    if (Composition.isOpen(x, axis)) {
      return Composition.of("diff", in -> diff(in[0], n, axis), x);
    }
    Tensor y = x;
    for (int i = 0; i < n; i++) {
      int length = y.shape().dim(axis);
      y = y.slice(axis, 1, length - 1).sub(y.slice(axis, 0, length - 1));
    }
    return y;
  }

  /**
   * The area under points at equal distances {@code dx} along an axis, by trapezoids: {@code Σ (yᵢ
   * + yᵢ₊₁)/2 · dx}.
   */
  public static Tensor trapezoid(Tensor y, double dx, int axis) {
    return areas(floating(y), axis, dx);
  }

  /**
   * As {@link #trapezoid(Tensor, double, int)} with points at {@code x}, a vector or a tensor like
   * {@code y}; null for equal distances {@code dx}.
   */
  public static Tensor trapezoid(Tensor y, @Nullable Tensor x, double dx, int axis) {
    if (x == null) {
      return trapezoid(y, dx, axis);
    }
    Tensor heights = moveaxis(floating(y), axis, -1);
    Tensor widths = diff(x.rank() == 1 ? floating(x) : moveaxis(floating(x), axis, -1), 1, -1);
    if (Composition.isOpen(heights, -1)) {
      return Composition.of("trapezoid", in -> trapezoid(in[0], in[1], dx, axis), y, x);
    }
    int length = heights.shape().dim(-1);
    Tensor sums = heights.slice(-1, 1, length - 1).add(heights.slice(-1, 0, length - 1));
    return sum(sums.mul(widths), -1).mul(0.5);
  }

  private static Tensor areas(Tensor y, int axis, double dx) {
    if (Composition.isOpen(y, axis)) {
      return Composition.of("trapezoid", in -> areas(in[0], axis, dx), y);
    }
    int length = y.shape().dim(axis);
    Tensor sums = y.slice(axis, 1, length - 1).add(y.slice(axis, 0, length - 1));
    return sum(sums, axis).mul(dx / 2);
  }

  /**
   * How often numbers lie in bins of equal width.
   *
   * @param counts in the dtype of the numbers
   * @param edges one more than counts; a number on an edge belongs above it, on the last below
   */
  public record Histogram(Tensor counts, Tensor edges) {}

  /** A histogram from the smallest to the largest number. */
  public static Histogram histogram(Tensor x, int bins) {
    return histogram(x, bins, null);
  }

  /**
   * A histogram.
   *
   * @param range the ends of the first and the last bin; null for the smallest and the largest
   *     number. What is outside does not count.
   */
  public static Histogram histogram(Tensor x, int bins, double @Nullable [] range) {
    if (bins < 1 || range != null && (range.length != 2 || !(range[0] < range[1]))) {
      throw new TensorException(
          "histogram: bins must be positive and range rise from one number to another, but %d and %s came."
              .formatted(bins, Arrays.toString(range)));
    }
    if (x.rank() != 1) {
      throw new ShapeException(
          "histogram: a vector is needed, but the shape is %s. Use x.reshape(-1) to count all elements."
              .formatted(x.shape()));
    }
    Tensor all = x;
    DType type = x.dtype();
    Tensor low = range == null ? min(all) : Engine.beside(x, () -> Tensor.of(range[0]).cast(type));
    Tensor high = range == null ? max(all) : Engine.beside(x, () -> Tensor.of(range[1]).cast(type));
    Tensor inside = booleanMask(all, all.greaterEqual(low).logicalAnd(all.lessEqual(high)));
    Tensor edges = Ops.linspace(low, high, bins + 1, true, type, 0);
    Tensor places = searchsorted(edges.slice(0, 1, bins - 1), inside, "right");
    Tensor counts = Engine.run(new ScatterAdd(0, bins), inside.onesLike(), places);
    return new Histogram(counts, edges);
  }

  /**
   * The sums of products of two vectors at every distance: {@code c_k = Σ a_(n+k) · b_n}.
   *
   * @param mode {@code "valid"} for distances at which one lies inside the other, {@code "same"}
   *     for as many as the longer has elements, {@code "full"} for all
   */
  public static Tensor correlate(Tensor a, Tensor b, String mode) {
    if (a.rank() != 1 || b.rank() != 1) {
      throw new ShapeException(
          "correlate: both must be vectors, but the shapes are %s and %s."
              .formatted(a.shape(), b.shape()));
    }
    if (Composition.isOpen(a, b)) {
      DType real = wide(DType.promote(a.dtype(), b.dtype()));
      Spec unknown = new Spec(real, Shape.of(Shape.UNKNOWN));
      return Composition.of("correlate", unknown, in -> correlate(in[0], in[1], mode), a, b);
    }
    DType type = wide(DType.promote(a.dtype(), b.dtype()));
    int n = a.shape().dim(0);
    int m = b.shape().dim(0);
    Tensor padded = pad(a.cast(type), new int[][] {{m - 1, m - 1}});
    Tensor windows = padded.gather(Engine.beside(a, () -> windows(n + m - 1, m)), 0);
    Tensor full = windows.matmul(b.cast(type).expandDims(1)).squeeze(1);
    int most = Math.max(n, m);
    int least = Math.min(n, m);
    return switch (mode) {
      case "full" -> full;
      case "same" -> full.slice(0, (n + m - 1 - most) / 2, most);
      case "valid" -> full.slice(0, least - 1, most - least + 1);
      default ->
          throw new TensorException(
              "correlate: \"%s\" is no mode. Use \"valid\", \"same\" or \"full\".".formatted(mode));
    };
  }

  private static Tensor windows(int count, int length) {
    return range(count).expandDims(1).add(range(length));
  }

  /** The Pearson correlations of the rows of a matrix with each other, from −1 to 1. */
  public static Tensor corrcoef(Tensor x) {
    Tensor rows = x.cast(wide(x.dtype()));
    if (x.rank() > 2) {
      throw new ShapeException(
          "corrcoef: x must be a vector or a matrix, but its shape is %s.".formatted(x.shape()));
    }
    Tensor a = x.rank() < 2 ? rows.reshape(1, -1) : rows;
    Tensor centred = a.sub(mean(a, true, 1));
    Tensor covariance = centred.matmul(centred, false, true);
    Tensor spread = diagonal(covariance, 0, 0, 1).sqrt();
    Tensor r = covariance.div(spread.expandDims(1)).div(spread.expandDims(0));
    Tensor bounded = clip(r, -1, 1);
    return x.rank() < 2 ? bounded.reshape() : bounded;
  }
}

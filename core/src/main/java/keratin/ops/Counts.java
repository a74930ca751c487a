package keratin.ops;

import java.util.ArrayList;
import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.IndexException;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;

/** Functions of {@code tf.math} that Keras has no name for: sums, shares, orders and partitions. */
abstract class Counts extends Control {
  Counts() {}

  /** The sum of tensors of one shape. */
  public static Tensor addN(List<? extends Tensor> inputs) {
    if (inputs.isEmpty()) {
      throw new ShapeException("addN: at least one tensor is needed.");
    }
    Tensor sum = inputs.getFirst();
    for (Tensor input : inputs.subList(1, inputs.size())) {
      sum = sum.add(input);
    }
    return sum;
  }

  /**
   * How often 0, 1, 2, … occur, or the sums of their weights, with all options of {@code
   * tf.math.bincount}.
   *
   * {@snippet :
   * Tensor x = Tensor.of(new int[] {1, 1, 2, 3, 2, 4, 4, 5});
   * Tensor counts = Ops.bincount(x, null, 0, 4, DType.INT32, null, false);  // [0, 2, 2, 1]
   * }
   *
   * @param x integers that are not negative
   * @param weights of the shape of x; null to count
   * @param minlength at least so many results
   * @param maxlength at most so many, larger numbers are left out; null for no end
   * @param dtype of counts; sums are in that of the weights
   * @param axis null or 0 for all numbers, −1 for those of every row of a matrix
   * @param binaryOutput 1 for a number that occurs, however often
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/math/bincount">tf.math.bincount</a>
   */
  public static Tensor bincount(
      Tensor x,
      @Nullable Tensor weights,
      int minlength,
      @Nullable Integer maxlength,
      DType dtype,
      @Nullable Integer axis,
      boolean binaryOutput) {
    if (axis != null && axis != 0 && axis != -1) {
      throw new TensorException(
          "bincount: axis must be null or 0 for all numbers, or -1 for rows, but is %d."
              .formatted(axis));
    }
    Tensor rows = axis != null && axis == -1 && x.rank() == 2 ? x : x.reshape(-1);
    Tensor most = bincount(rows.reshape(-1), minlength);
    int bins = Math.min(most.shape().dim(0), maxlength == null ? Integer.MAX_VALUE : maxlength);
    Tensor each = weights == null ? rows.onesLike().cast(DType.INT32) : weights;
    Tensor inside = rows.less(bins);
    Tensor kept = Tensor.where(inside, rows, rows.zerosLike());
    Tensor counted = each.reshape(rows.shape());
    Tensor sums =
        bincount(kept, Tensor.where(inside, counted, counted.zerosLike()), Math.max(bins, 1));
    Tensor result = sums.slice(-1, 0, bins);
    return binaryOutput
        ? result.greater(0).cast(dtype)
        : weights == null ? result.cast(dtype) : result;
  }

  /** The polynomial with these coefficients, that of the highest power first. */
  public static Tensor polyval(List<? extends Tensor> coefficients, Tensor x) {
    Tensor y = x.zerosLike();
    for (Tensor coefficient : coefficients) {
      y = y.mul(x).add(coefficient);
    }
    return y;
  }

  /** {@code 1 / x}, and 0 where x is 0. */
  public static Tensor reciprocalNoNan(Tensor x) {
    return divideNoNan(x.onesLike(), x);
  }

  /** {@code x / y}, and 0 where x is 0. */
  public static Tensor xdivy(Tensor x, Tensor y) {
    Tensor zero = x.equal(0);
    Tensor quotient = x.div(Tensor.where(zero, y.onesLike(), y));
    return Tensor.where(zero, quotient.zerosLike(), quotient);
  }

  /** {@code x · ln(1 + y)}, and 0 where x is 0. */
  public static Tensor xlog1py(Tensor x, Tensor y) {
    Tensor zero = x.equal(0);
    Tensor safe = Tensor.where(zero, y.zerosLike(), y);
    return Tensor.where(zero, safe.zerosLike(), x.mul(safe.log1p()));
  }

  /**
   * The logarithm of the multivariate beta function of the last axis, {@code Σ ln Γ(x) − ln Γ(Σx)}.
   */
  public static Tensor lbeta(Tensor x) {
    return sum(lgamma(x), -1).sub(lgamma(sum(x, -1)));
  }

  /** The inverse of {@link #erfc}. */
  public static Tensor erfcinv(Tensor x) {
    return erfinv(floating(x).neg().add(1));
  }

  /** The quantile function of the normal distribution: where its share {@code p} ends. */
  public static Tensor ndtri(Tensor p) {
    return erfinv(floating(p).mul(2).sub(1)).mul(Math.sqrt(2));
  }

  /** The modified Bessel function of the first kind and order 0: TensorFlow's name of i0. */
  public static Tensor besselI0(Tensor x) {
    return i0(x);
  }

  /** The modified Bessel function of the first kind and order 1. */
  public static Tensor besselI1(Tensor x) {
    return x.cast(wide(x.dtype())).apply(Unary.I1);
  }

  /** Running {@link #logsumexp} along an axis. */
  public static Tensor cumulativeLogsumexp(Tensor x, int axis, boolean exclusive, boolean reverse) {
    Tensor sums = associativeScan(Ops::logaddexp, x, reverse, axis);
    int length = x.shape().dim(axis);
    if (!exclusive || length == 0) {
      return sums;
    }
    Tensor nothing = fullLike(sums.slice(axis, 0, 1), lowest(x.dtype()));
    return reverse
        ? concat(axis, sums.slice(axis, 1, length - 1), nothing)
        : concat(axis, nothing, sums.slice(axis, 0, length - 1));
  }

  /** The share of elements that are 0; float32. */
  public static Tensor zeroFraction(Tensor x) {
    return mean(x.equal(0).cast(DType.FLOAT32));
  }

  /** True if no element in a row is smaller than the one before. */
  public static Tensor isNonDecreasing(Tensor x) {
    return all(diff(x.reshape(-1), 1, 0).greaterEqual(0));
  }

  /** True if every element in a row is larger than the one before. */
  public static Tensor isStrictlyIncreasing(Tensor x) {
    return all(diff(x.reshape(-1), 1, 0).greater(0));
  }

  /** Where each number of a permutation of 0, 1, … stands. */
  public static Tensor invertPermutation(Tensor permutation) {
    Tensor places = argsort(permutation);
    boolean complete =
        permutation.rank() == 1
            && permutation
                .gather(places, 0)
                .equal(
                    Engine.beside(permutation, () -> range(permutation.shape().dim(0)))
                        .cast(permutation.dtype()))
                .all()
                .booleanValue();
    if (!complete) {
      throw new IndexException(
          "invertPermutation: every number from 0 on must come once in a vector, but %s came."
              .formatted(permutation));
    }
    return places.cast(permutation.dtype());
  }

  /**
   * How often a label (row) was predicted as a class (column); int32.
   *
   * @param numClasses null for one more than the largest number
   */
  public static Tensor confusionMatrix(
      Tensor labels, Tensor predictions, @Nullable Integer numClasses) {
    Tensor ones = Engine.beside(labels, () -> ones(labels.shape(), DType.INT32));
    return confusionMatrix(labels, predictions, numClasses, ones);
  }

  /** As {@link #confusionMatrix(Tensor, Tensor, Integer)}, sums of weights in their dtype. */
  public static Tensor confusionMatrix(
      Tensor labels, Tensor predictions, @Nullable Integer numClasses, Tensor weights) {
    int classes =
        numClasses != null
            ? numClasses
            : (int) Math.max(labels.max().longValue(), predictions.max().longValue()) + 1;
    Tensor at = stack(-1, labels.cast(DType.INT64), predictions.cast(DType.INT64));
    return scatterNd(at, weights, Shape.of(classes, classes));
  }

  /**
   * How often numbers lie in bins of equal width between two ends; what is outside belongs to the
   * first or the last bin. int32.
   */
  public static Tensor histogramFixedWidth(Tensor values, double[] valueRange, int nbins) {
    if (valueRange.length != 2 || !(valueRange[0] < valueRange[1]) || nbins < 1) {
      throw new ShapeException(
          "histogramFixedWidth: there must be a bin, and valueRange must rise from one number to"
              + " another.");
    }
    return bincount(histogramFixedWidthBins(values, valueRange, nbins).reshape(-1), nbins);
  }

  /** The bin of every number, as {@link #histogramFixedWidth} counts them; int32. */
  public static Tensor histogramFixedWidthBins(Tensor values, double[] valueRange, int nbins) {
    double width = (valueRange[1] - valueRange[0]) / nbins;
    Tensor places = floating(values).sub(valueRange[0]).div(width).floor();
    return clip(places, 0, nbins - 1.0).cast(DType.INT32);
  }

  // ---- partitions ----

  /**
   * The rows of each partition, in their order: {@code partitions} says which one they belong to.
   */
  public static List<Tensor> dynamicPartition(Tensor data, Tensor partitions, int numPartitions) {
    if (partitions.size() > 0
        && (partitions.min().longValue() < 0 || partitions.max().longValue() >= numPartitions)) {
      throw new IndexException(
          "dynamicPartition: partitions are numbered from 0 to %d, but %s came."
              .formatted(numPartitions - 1, partitions));
    }
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < numPartitions; i++) {
      parts.add(booleanMask(data, partitions.equal(i)));
    }
    return parts;
  }

  /**
   * Rows put together again: row {@code j} of {@code data[i]} goes to {@code indices[i][j]}; of
   * several for one place the last counts.
   */
  public static Tensor dynamicStitch(List<? extends Tensor> indices, List<? extends Tensor> data) {
    List<Tensor> rows = new ArrayList<>();
    List<Tensor> places = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      Tensor at = indices.get(i);
      Shape rest = data.get(i).shape().slice(at.rank(), data.get(i).rank());
      rows.add(data.get(i).reshape(rest.prepend(Math.toIntExact(at.size()))));
      places.add(at.reshape(-1));
    }
    Tensor all = concat(0, rows);
    Tensor at = concat(0, places);
    int length = at.size() == 0 ? 0 : Math.toIntExact(at.max().longValue() + 1);
    Tensor zeros = Engine.beside(all, () -> zeros(all.shape().with(0, length), all.dtype()));
    return tensorScatterNdUpdate(zeros, at.expandDims(1), all);
  }
}

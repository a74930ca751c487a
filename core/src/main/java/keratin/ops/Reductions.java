package keratin.ops;

import java.util.Arrays;
import keratin.tensor.Cumulate;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Engine;
import keratin.tensor.IndexException;
import keratin.tensor.Reduce;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/** Many elements to one, over all axes or over those named; running sums and products. */
abstract class Reductions extends Specials {
  Reductions() {}

  private static Tensor reduce(Reduce.Kind kind, Tensor x, boolean keepDims, int[] axes) {
    int mask = axes.length == 0 ? (1 << x.rank()) - 1 : 0;
    for (int axis : axes) {
      int bit = 1 << x.shape().axis(axis);
      if ((mask & bit) != 0) {
        throw new IndexException(
            "axis %d is named twice for the shape %s".formatted(axis, x.shape()));
      }
      mask |= bit;
    }
    DType type = x.dtype();
    DType reduced =
        switch (kind) {
          case SUM, PROD -> widened(type);
          case MEAN -> type.isFloating() ? type : DType.FLOAT32;
          case ANY, ALL -> DType.BOOL;
          case MAX, MIN -> type == DType.BOOL ? DType.UINT8 : type;
        };
    Tensor y = Engine.run(new Reduce(kind, mask, keepDims), x.cast(reduced));
    return type == DType.BOOL && reduced == DType.UINT8 ? y.cast(DType.BOOL) : y;
  }

  /** Where sums of small integers go: to 32 bits, as in Keras. */
  private static DType widened(DType type) {
    return switch (type) {
      case BOOL, INT8, INT16 -> DType.INT32;
      case UINT8, UINT16 -> DType.UINT32;
      default -> type;
    };
  }

  /** The sum over these axes, or over all; bool and small integers give 32 bits. */
  public static Tensor sum(Tensor x, int... axes) {
    return reduce(Reduce.Kind.SUM, x, false, axes);
  }

  /** The sum over these axes, or over all; keepDims keeps them with length 1. */
  public static Tensor sum(Tensor x, boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.SUM, x, keepDims, axes);
  }

  /** The mean over these axes, or over all; integers give float32. */
  public static Tensor mean(Tensor x, int... axes) {
    return reduce(Reduce.Kind.MEAN, x, false, axes);
  }

  /** The mean over these axes, or over all; keepDims keeps them with length 1. */
  public static Tensor mean(Tensor x, boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.MEAN, x, keepDims, axes);
  }

  /**
   * The largest element over these axes, or over all; the gradient is split evenly among equals.
   */
  public static Tensor max(Tensor x, int... axes) {
    return reduce(Reduce.Kind.MAX, x, false, axes);
  }

  /** The largest element over these axes, or over all; keepDims keeps them with length 1. */
  public static Tensor max(Tensor x, boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.MAX, x, keepDims, axes);
  }

  /**
   * The largest of the elements over these axes, or over all, and of {@code initial}, which is the
   * result where there are no elements.
   */
  public static Tensor max(Tensor x, double initial, boolean keepDims, int... axes) {
    if (Composition.isOpen(x)) {
      return Composition.of("max", in -> max(in[0], initial, keepDims, axes), x);
    }
    Tensor start = start(x, initial);
    return isEmpty(x, axes)
        ? nothing(x, start, keepDims, axes)
        : max(x, keepDims, axes).maximum(start).cast(x.dtype());
  }

  /**
   * The smallest of the elements over these axes, or over all, and of {@code initial}, which is the
   * result where there are no elements.
   */
  public static Tensor min(Tensor x, double initial, boolean keepDims, int... axes) {
    if (Composition.isOpen(x)) {
      return Composition.of("min", in -> min(in[0], initial, keepDims, axes), x);
    }
    Tensor start = start(x, initial);
    return isEmpty(x, axes)
        ? nothing(x, start, keepDims, axes)
        : min(x, keepDims, axes).minimum(start).cast(x.dtype());
  }

  /** A number in the dtype of x; what is too large becomes the largest. */
  private static Tensor start(Tensor x, double initial) {
    return saturateCast(Engine.beside(x, () -> Tensor.of(initial)), x.dtype());
  }

  private static boolean isEmpty(Tensor x, int[] axes) {
    return axes.length == 0
        ? x.size() == 0
        : Arrays.stream(axes).anyMatch(axis -> x.shape().dim(axis) == 0);
  }

  private static Tensor nothing(Tensor x, Tensor start, boolean keepDims, int[] axes) {
    // The sum has the shape, and no elements to add.
    return sum(x, keepDims, axes).cast(x.dtype()).zerosLike().add(start);
  }

  /**
   * The smallest element over these axes, or over all; the gradient is split evenly among equals.
   */
  public static Tensor min(Tensor x, int... axes) {
    return reduce(Reduce.Kind.MIN, x, false, axes);
  }

  /** The smallest element over these axes, or over all; keepDims keeps them with length 1. */
  public static Tensor min(Tensor x, boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.MIN, x, keepDims, axes);
  }

  /** The product over these axes, or over all; bool counts as int32. */
  public static Tensor prod(Tensor x, int... axes) {
    return reduce(Reduce.Kind.PROD, x, false, axes);
  }

  /** The product over these axes, or over all; keepDims keeps them with length 1. */
  public static Tensor prod(Tensor x, boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.PROD, x, keepDims, axes);
  }

  /** True where any element is true, or not zero, over these axes, or over all. */
  public static Tensor any(Tensor x, int... axes) {
    return reduce(Reduce.Kind.ANY, x, false, axes);
  }

  /**
   * True where any element is true, or not zero, over these axes, or over all; keepDims keeps them
   * with length 1.
   */
  public static Tensor any(Tensor x, boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.ANY, x, keepDims, axes);
  }

  /** True where every element is true, or not zero, over these axes, or over all. */
  public static Tensor all(Tensor x, int... axes) {
    return reduce(Reduce.Kind.ALL, x, false, axes);
  }

  /**
   * True where every element is true, or not zero, over these axes, or over all; keepDims keeps
   * them with length 1.
   */
  public static Tensor all(Tensor x, boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.ALL, x, keepDims, axes);
  }

  /** The mean square distance from the mean, {@code mean((x − mean(x))²)}. */
  public static Tensor variance(Tensor x, int... axes) {
    return variance(x, false, axes);
  }

  /** The mean square distance from the mean; keepDims keeps the axes with length 1. */
  public static Tensor variance(Tensor x, boolean keepDims, int... axes) {
    Tensor real = x.dtype().isFloating() ? x : x.cast(DType.FLOAT32);
    return mean(real.sub(mean(real, true, axes)).square(), keepDims, axes);
  }

  /** The standard deviation, {@code √variance}. */
  public static Tensor std(Tensor x, int... axes) {
    return variance(x, axes).sqrt();
  }

  /** The standard deviation; keepDims keeps the axes with length 1. */
  public static Tensor std(Tensor x, boolean keepDims, int... axes) {
    return variance(x, keepDims, axes).sqrt();
  }

  /** {@code ln Σ eˣ} without overflow. */
  public static Tensor logsumexp(Tensor x, int... axes) {
    return logsumexp(x, false, axes);
  }

  /** {@code ln Σ eˣ} without overflow; keepDims keeps the axes with length 1. */
  public static Tensor logsumexp(Tensor x, boolean keepDims, int... axes) {
    Tensor largest =
        isEmpty(x, axes)
            ? max(x, Double.NEGATIVE_INFINITY, true, axes)
            : max(x, true, axes).stopGradient();
    // An infinite maximum would make inf − inf.
    Tensor shift = Tensor.where(largest.isFinite(), largest, largest.zerosLike());
    Tensor sum = sum(x.sub(shift).exp(), true, axes).log().add(shift);
    return keepDims ? sum : squeezed(sum, axes);
  }

  private static Tensor squeezed(Tensor x, int[] axes) {
    return axes.length == 0 ? x.reshape() : x.squeeze(axes);
  }

  /** How many elements are not zero; int32. */
  public static Tensor countNonzero(Tensor x, int... axes) {
    return countNonzero(x, false, axes);
  }

  /** How many elements are not zero; keepDims keeps the axes with length 1. int32. */
  public static Tensor countNonzero(Tensor x, boolean keepDims, int... axes) {
    Tensor counted = x.dtype() == DType.BOOL ? x : x.notEqual(0);
    return sum(counted.cast(DType.INT32), keepDims, axes);
  }

  /** The index of the largest element along an axis, the first of equals; int32. */
  public static Tensor argmax(Tensor x, int axis) {
    return x.argmax(axis);
  }

  /**
   * The index of the largest element along an axis, or of the raveled tensor if the axis is null;
   * keepDims keeps the axes with length 1.
   */
  public static Tensor argmax(Tensor x, @Nullable Integer axis, boolean keepDims) {
    return kept(x, axis == null ? argmax(x) : x.argmax(axis), axis, keepDims);
  }

  /**
   * The index of the smallest element along an axis, or of the raveled tensor if the axis is null;
   * keepDims keeps the axes with length 1.
   */
  public static Tensor argmin(Tensor x, @Nullable Integer axis, boolean keepDims) {
    return kept(x, axis == null ? argmin(x) : x.argmin(axis), axis, keepDims);
  }

  private static Tensor kept(Tensor x, Tensor index, @Nullable Integer axis, boolean keepDims) {
    if (!keepDims) {
      return index;
    }
    int[] ones = new int[x.rank()];
    Arrays.fill(ones, 1);
    return axis == null ? index.reshape(ones) : index.expandDims(x.shape().axis(axis));
  }

  /** The index of the largest element of the raveled tensor; int32. */
  public static Tensor argmax(Tensor x) {
    return x.reshape(-1).argmax(0);
  }

  /** The index of the smallest element along an axis, the first of equals; int32. */
  public static Tensor argmin(Tensor x, int axis) {
    return x.argmin(axis);
  }

  /** The index of the smallest element of the raveled tensor; int32. */
  public static Tensor argmin(Tensor x) {
    return x.reshape(-1).argmin(0);
  }

  /** Running sums along an axis. */
  public static Tensor cumsum(Tensor x, int axis) {
    return cumsum(x, axis, false, false);
  }

  /** Running sums along an axis of the numbers in another dtype; int32 for bool. */
  public static Tensor cumsum(Tensor x, int axis, DType dtype) {
    return cumsum(x.cast(dtype), axis);
  }

  /**
   * Running sums along an axis.
   *
   * @param exclusive leaves each element out of its own sum
   * @param reverse runs from the end
   */
  public static Tensor cumsum(Tensor x, int axis, boolean exclusive, boolean reverse) {
    return cumulate(Cumulate.Kind.SUM, x, axis, exclusive, reverse);
  }

  /** Running products along an axis. */
  public static Tensor cumprod(Tensor x, int axis) {
    return cumprod(x, axis, false, false);
  }

  /** Running products along an axis of the numbers in another dtype; int32 for bool. */
  public static Tensor cumprod(Tensor x, int axis, DType dtype) {
    return cumprod(x.cast(dtype), axis);
  }

  /**
   * Running products along an axis.
   *
   * @param exclusive leaves each element out of its own product
   * @param reverse runs from the end
   */
  public static Tensor cumprod(Tensor x, int axis, boolean exclusive, boolean reverse) {
    return cumulate(Cumulate.Kind.PROD, x, axis, exclusive, reverse);
  }

  private static Tensor cumulate(
      Cumulate.Kind kind, Tensor x, int axis, boolean exclusive, boolean reverse) {
    Tensor numbers = x.dtype() == DType.BOOL ? x.cast(DType.INT32) : x;
    return Engine.run(new Cumulate(kind, x.shape().axis(axis), exclusive, reverse), numbers);
  }

  /** The Euclidean length of the whole tensor, {@code √Σx²}. */
  public static Tensor norm(Tensor x) {
    return norm(x, 2);
  }

  /**
   * The vector norm {@code (Σ|x|ᵒʳᵈ)^(1/ord)} along one axis, or of all elements if no axis is
   * given; infinity for the largest, −infinity for the smallest, 0 for the number of those that are
   * not 0. Over two axes the matrix norms 1 (largest column sum) and infinity (largest row sum).
   *
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/norm">tf.norm</a>
   */
  public static Tensor norm(Tensor x, double ord, int... axes) {
    return norm(x, ord, false, axes);
  }

  /** As {@link #norm(Tensor, double, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor norm(Tensor x, double ord, boolean keepDims, int... axes) {
    if (!x.dtype().isFloating()) {
      throw new DTypeException(
          "norm: x is %s but must be floating. Cast it: x.cast(DType.FLOAT32)"
              .formatted(x.dtype()));
    }
    if (axes.length > 2) {
      throw new TensorException(
          "norm: one axis (vectors) or two (matrices), but %d came: %s"
              .formatted(axes.length, Arrays.toString(axes)));
    }
    if (axes.length == 2) {
      return matrixNorm(x, ord, keepDims, axes);
    }
    Tensor a = x.abs();
    if (ord == Double.POSITIVE_INFINITY) {
      return max(a, keepDims, axes);
    } else if (ord == Double.NEGATIVE_INFINITY) {
      return min(a, keepDims, axes);
    } else if (ord == 0) {
      return sum(x.notEqual(0).cast(x.dtype()), keepDims, axes);
    } else if (ord == 1) {
      return sum(a, keepDims, axes);
    } else if (ord == 2) {
      return sum(x.square(), keepDims, axes).sqrt();
    } else if (Double.isNaN(ord)) {
      throw new TensorException("norm: ord must be a number, but is nan.");
    }
    return sum(a.pow(ord), keepDims, axes).pow(1 / ord);
  }

  private static Tensor matrixNorm(Tensor x, double ord, boolean keepDims, int[] axes) {
    int rows = x.shape().axis(axes[0]);
    int columns = x.shape().axis(axes[1]);
    Tensor result;
    if (ord == 1) {
      result = max(sum(x.abs(), true, rows), true, columns);
    } else if (ord == Double.POSITIVE_INFINITY) {
      result = max(sum(x.abs(), true, columns), true, rows);
    } else {
      throw new TensorException(
          "norm: over two axes ord is 1 or infinity, but is %s. For √Σx² use euclideanNorm."
              .formatted(ord));
    }
    return keepDims ? result : result.squeeze(rows, columns);
  }

  /** {@code √Σx²} over these axes, or over all: the Frobenius norm of matrices. */
  public static Tensor euclideanNorm(Tensor x, int... axes) {
    return sum(x.square(), axes).sqrt();
  }

  /** As {@link #euclideanNorm(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Tensor euclideanNorm(Tensor x, boolean keepDims, int... axes) {
    return sum(x.square(), keepDims, axes).sqrt();
  }
}

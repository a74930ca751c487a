package keratin.utils;

import java.util.List;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.IndexException;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Numbers made ready for training: one-hot labels, rows of length 1.
 *
 * <p>As in Keras, tensors give float32; Java arrays and lists, which stand for NumPy's arrays, give
 * float64.
 *
 * @see <a href="https://keras.io/api/utils/python_utils/">keras.utils</a>
 */
public final class Numerical {
  private Numerical() {}

  /** One-hot rows for class numbers, with as many classes as the largest number asks for. */
  public static Tensor toCategorical(Object labels) {
    long[] numbers = Tensor.of(labels).cast(DType.INT64).toLongArray();
    long largest = -1;
    for (long number : numbers) {
      largest = Math.max(largest, number);
    }
    return toCategorical(labels, (int) largest + 1);
  }

  /**
   * One-hot rows for class numbers.
   *
   * @param labels a tensor, an array or a list of whole numbers; a last axis of length 1 disappears
   * @param numClasses the length of the new last axis
   * @throws IndexException if a label is negative, or not less than {@code numClasses}
   */
  public static Tensor toCategorical(Object labels, int numClasses) {
    Tensor y = Tensor.of(labels).cast(DType.INT64);
    for (long label : y.toLongArray()) {
      if (label < 0 || label >= numClasses) {
        throw new IndexException(
            "toCategorical: there is a label %d, but with %d classes labels are from 0 to %d."
                .formatted(label, numClasses, numClasses - 1));
      }
    }
    Shape shape = y.shape();
    Tensor numbers = shape.rank() > 1 && shape.dim(-1) == 1 ? y.squeeze(-1) : y;
    return Ops.oneHot(numbers, numClasses, -1, dtype(labels));
  }

  private static DType dtype(Object given) {
    return given instanceof Tensor ? DType.FLOAT32 : DType.FLOAT64;
  }

  /**
   * Which pairs of samples are of one class, and which are not.
   *
   * @param queryLabels the classes of the rows, {@code (rows,)}
   * @param keyLabels the classes of the columns, {@code (columns,)}
   * @param removeDiagonal whether a sample is no pair with itself
   * @return two tensors of truth values, {@code (rows, columns)}: same class, other class
   */
  public static List<Tensor> buildPosNegMasks(
      Object queryLabels, Object keyLabels, boolean removeDiagonal) {
    Tensor rows = Tensor.of(queryLabels).reshape(-1, 1);
    Tensor columns = Tensor.of(keyLabels).reshape(1, -1);
    Tensor same = rows.equal(columns);
    Tensor other = same.logicalNot();
    if (removeDiagonal) {
      Tensor pairs = Ops.eye((int) rows.size(), (int) columns.size(), 0, DType.BOOL).logicalNot();
      same = same.logicalAnd(pairs);
    }
    return List.of(same, other);
  }

  /** Each row divided by its length, {@code √Σx²}; rows of zeros stay. */
  public static Tensor normalize(Object x) {
    return normalize(x, -1, 2);
  }

  /**
   * Parts along an axis divided by their norm, {@code (Σ|x|ᵖ)^(1/p)}; parts of zeros stay. As in
   * Keras, an array that is a vector comes back as a matrix with one row. (For arrays and axis 0
   * Keras 3.15 divides rows by the norms of columns; here columns are divided by their own.)
   *
   * @param order p
   */
  public static Tensor normalize(Object x, int axis, int order) {
    Tensor given = Tensor.of(x);
    Tensor numbers = given.dtype().isFloating() ? given : given.cast(dtype(x));
    Tensor powers = order == 2 ? numbers.square() : numbers.abs().pow(order);
    Tensor norm = Ops.sum(powers, true, axis).pow(1.0 / order);
    Tensor parts = numbers.div(Tensor.where(norm.equal(0), norm.onesLike(), norm));
    return x instanceof Tensor || parts.rank() > 1 ? parts : parts.expandDims(0);
  }
}

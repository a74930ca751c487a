package keratin.ops;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Engine;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/** Orders, the largest, what occurs, and how often. */
abstract class Sorting extends Gathering {
  Sorting() {}

  /** The positions that sort the last axis in rising order; equals keep theirs. int32. */
  public static Tensor argsort(Tensor x) {
    return argsort(x, -1, false);
  }

  /** The positions that sort an axis in rising order; equals keep theirs. int32. */
  public static Tensor argsort(Tensor x, int axis) {
    return argsort(x, axis, false);
  }

  /** The positions that sort an axis; equals keep their order, nan comes last. int32. */
  public static Tensor argsort(Tensor x, int axis, boolean descending) {
    int at = x.shape().axis(axis);
    Tensor rows = at == x.rank() - 1 ? x : swapaxes(x, at, -1);
    int[] order = order(rows, descending);
    Tensor result = Engine.beside(x, () -> Tensor.of(order, rows.shape()));
    return at == x.rank() - 1 ? result : swapaxes(result, at, -1);
  }

  private static int[] order(Tensor rows, boolean descending) {
    int length = rows.shape().dim(-1);
    DType type = rows.dtype();
    if (type == DType.STRING) {
      throw new DTypeException("argsort is not defined for strings.");
    }
    int[] order = new int[(int) rows.size()];
    if (type == DType.FLOAT64 || type == DType.INT64) {
      double[] reals = type == DType.FLOAT64 ? rows.toDoubleArray() : new double[0];
      long[] whole = type == DType.INT64 ? rows.toLongArray() : new long[0];
      Comparator<Integer> rising =
          type == DType.FLOAT64
              ? Comparator.comparingDouble(i -> reals[i])
              : Comparator.comparingLong(i -> whole[i]);
      sortRows(order, length, descending ? rising.reversed() : rising);
      return order;
    }
    // A key in the high half and the position in the low half: one sort of longs, and stable.
    float[] reals = type.isFloating() ? rows.toFloatArray() : new float[0];
    long[] whole = type.isFloating() ? new long[0] : rows.toLongArray();
    long[] keys = new long[length];
    for (int row = 0; row < order.length; row += length) {
      for (int i = 0; i < length; i++) {
        long key = type.isFloating() ? sortable(reals[row + i]) : whole[row + i];
        keys[i] = (descending ? ~key : key) << 32 | i;
      }
      Arrays.sort(keys);
      for (int i = 0; i < length; i++) {
        order[row + i] = (int) keys[i];
      }
    }
    return order;
  }

  /** An integer that orders as the number does; −0 and 0 are equal, nan is the largest. */
  private static int sortable(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits < 0 ? bits ^ 0x7FFF_FFFF : bits;
  }

  private static void sortRows(int[] order, int length, Comparator<Integer> comparator) {
    for (int row = 0; row < order.length; row += length) {
      Integer[] positions = new Integer[length];
      int start = row;
      Arrays.setAll(positions, i -> start + i);
      Arrays.sort(positions, comparator);
      for (int i = 0; i < length; i++) {
        order[row + i] = positions[i] - row;
      }
    }
  }

  /** The last axis in rising order. */
  public static Tensor sort(Tensor x) {
    return sort(x, -1, false);
  }

  /** An axis in rising order. */
  public static Tensor sort(Tensor x, int axis) {
    return sort(x, axis, false);
  }

  /** An axis in rising or falling order; nan comes last. */
  public static Tensor sort(Tensor x, int axis, boolean descending) {
    return takeAlongAxis(x, argsort(x, axis, descending), axis);
  }

  /**
   * The largest of every row.
   *
   * @param values in falling order
   * @param indices where they were; int32
   */
  public record TopK(Tensor values, Tensor indices) {}

  /** The k largest of every row (the last axis), the first of equals first. */
  public static TopK topK(Tensor x, int k) {
    int length = x.shape().dim(-1);
    if (k < 0 || k > length) {
      throw new ShapeException(
          "topK: k is %d, but the last axis of the shape %s has %d elements."
              .formatted(k, x.shape(), length));
    }
    Tensor indices = argsort(x, -1, true).slice(-1, 0, k);
    return new TopK(takeAlongAxis(x, indices, -1), indices);
  }

  /**
   * True where fewer than k predictions are larger than that of the target: {@code targets (batch)}
   * are class numbers, {@code predictions (batch, classes)}.
   */
  public static Tensor inTopK(Tensor targets, Tensor predictions, int k) {
    Tensor own = takeAlongAxis(predictions, targets.expandDims(-1), -1);
    Tensor larger = predictions.greater(own).cast(DType.INT32).sum(-1);
    return larger.less(k).logicalAnd(own.squeeze(-1).isFinite());
  }

  /**
   * What occurs in a vector.
   *
   * @param values every value once, in the order of first occurrence
   * @param indices for every element the position of its value; int32
   * @param counts how often each value occurs; int32
   */
  public record Unique(Tensor values, Tensor indices, Tensor counts) {}

  /** The different elements of a vector: {@code tf.unique_with_counts}. */
  public static Unique unique(Tensor x) {
    if (x.rank() != 1) {
      throw new ShapeException(
          "unique: x must be a vector, but its shape is %s. Ravel it: x.reshape(-1)"
              .formatted(x.shape()));
    }
    Object[] elements = elements(x);
    Map<Object, Integer> numbers = new LinkedHashMap<>();
    int[] indices = new int[elements.length];
    int[] first = new int[elements.length];
    int[] counts = new int[elements.length];
    for (int i = 0; i < elements.length; i++) {
      int next = numbers.size();
      Integer known = numbers.putIfAbsent(elements[i], next);
      indices[i] = known == null ? next : known;
      first[next] = known == null ? i : first[next];
      counts[indices[i]]++;
    }
    int size = numbers.size();
    Tensor values = picked(x, Arrays.copyOf(first, size));
    return Engine.beside(
        x,
        () ->
            new Unique(
                values,
                Tensor.of(indices, x.shape()),
                Tensor.of(Arrays.copyOf(counts, size), Shape.of(size))));
  }

  private static Object[] elements(Tensor x) {
    if (x.dtype() == DType.STRING) {
      return x.toStringArray();
    }
    return x.dtype().isFloating()
        ? Arrays.stream(x.toDoubleArray()).boxed().toArray()
        : Arrays.stream(x.toLongArray()).boxed().toArray();
  }

  private static Tensor picked(Tensor x, int[] positions) {
    if (x.dtype() == DType.STRING) {
      String[] all = x.toStringArray();
      String[] picked = Arrays.stream(positions).mapToObj(i -> all[i]).toArray(String[]::new);
      return Tensor.ofStrings(Shape.of(picked.length), picked);
    }
    return x.gather(Engine.beside(x, () -> Tensor.of(positions, Shape.of(positions.length))), 0);
  }

  /** How often 0, 1, 2, … occur in a vector of integers that are not negative; int32. */
  public static Tensor bincount(Tensor x) {
    return bincount(x, 0);
  }

  /** As {@link #bincount(Tensor)}, with at least {@code minlength} counts. */
  public static Tensor bincount(Tensor x, int minlength) {
    Tensor ones = Engine.beside(x, () -> ones(x.shape(), DType.INT32));
    return bincount(x, ones, minlength);
  }

  /** The sums of the weights of 0, 1, 2, …, in the weights' dtype. */
  public static Tensor bincount(Tensor x, Tensor weights, int minlength) {
    if (!x.dtype().isInteger()) {
      throw new DTypeException(
          "bincount: x is %s but must be integers. Cast it: x.cast(DType.INT32)"
              .formatted(x.dtype()));
    }
    int length = x.size() == 0 ? 0 : Math.toIntExact(x.max().longValue() + 1);
    if (x.size() > 0 && x.min().longValue() < 0) {
      throw new ShapeException(
          "bincount: x must not be negative, but holds " + x.min().longValue() + ".");
    }
    ScatterAdd add = new ScatterAdd(0, Math.max(length, minlength));
    return Engine.run(add, weights.reshape(-1), x.reshape(-1));
  }

  /**
   * Where to insert values into a sorted vector so that it stays sorted; int32.
   *
   * @param side {@code "left"} for before equals, {@code "right"} for behind
   */
  public static Tensor searchsorted(Tensor sorted, Tensor values, String side) {
    double[] row = sorted.toDoubleArray();
    double[] wanted = values.toDoubleArray();
    boolean right = side.equals("right");
    int[] found = new int[wanted.length];
    for (int i = 0; i < found.length; i++) {
      int low = 0;
      int high = row.length;
      while (low < high) {
        int middle = low + high >>> 1;
        boolean before = right ? row[middle] <= wanted[i] : row[middle] < wanted[i];
        low = before ? middle + 1 : low;
        high = before ? high : middle;
      }
      found[i] = low;
    }
    return Engine.beside(values, () -> Tensor.of(found, values.shape()));
  }

  /** The number of the bin of every element, for rising bounds; int32. */
  public static Tensor digitize(Tensor x, Tensor bins) {
    return searchsorted(bins, x, "right");
  }
}

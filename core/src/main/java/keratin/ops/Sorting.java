package keratin.ops;

import java.util.Arrays;
import java.util.Comparator;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Engine;
import keratin.tensor.IndexException;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Orders, the largest, places in sorted rows, and counts. */
abstract class Sorting extends Segments {
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
    if (x.rank() == 0) {
      return argsort(x.reshape(1), axis, descending);
    }
    int at = x.shape().axis(axis);
    if (x.isSymbolic()) {
      return Composition.of("argsort", in -> argsort(in[0], axis, descending), x);
    }
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
    if (x.isSymbolic()) {
      return Composition.of("sort", in -> sort(in[0], axis, descending), x);
    }
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
    if (k < 0 || length != Shape.UNKNOWN && k > length) {
      throw new ShapeException(
          "topK: k is %d, but the last axis of the shape %s has %d elements."
              .formatted(k, x.shape(), length));
    }
    if (x.isSymbolic()) {
      Spec values = x.spec().as(x.shape().with(-1, k));
      Spec[] specs = {values, values.as(DType.INT32)};
      Tensor[] both =
          Engine.runAll(
              new Composition(
                  "top_k",
                  in -> {
                    TopK top = topK(in[0], k);
                    return new Tensor[] {top.values, top.indices};
                  },
                  in -> specs),
              x);
      return new TopK(both[0], both[1]);
    }
    Tensor indices = argsort(x, -1, true).slice(-1, 0, k);
    return new TopK(takeAlongAxis(x, indices, -1), indices);
  }

  /** As {@link #topK(Tensor, int)}; if they are not to be sorted, the smallest of them is first. */
  public static TopK topK(Tensor x, int k, boolean sorted) {
    TopK top = topK(x, k);
    return sorted ? top : new TopK(flip(top.values, -1), flip(top.indices, -1));
  }

  /**
   * True where fewer than k predictions are larger than that of the target: {@code targets (batch)}
   * are class numbers, {@code predictions (batch, classes)}.
   */
  public static Tensor inTopK(Tensor targets, Tensor predictions, int k) {
    if (Composition.isSymbolic(targets, predictions)) {
      return Composition.of("in_top_k", in -> inTopK(in[0], in[1], k), targets, predictions);
    }
    Tensor own = takeAlongAxis(predictions, targets.expandDims(-1), -1);
    Tensor larger = predictions.greater(own).cast(DType.INT32).sum(-1);
    return larger.less(k).logicalAnd(own.squeeze(-1).isFinite());
  }

  /**
   * How often 0, 1, 2, … occur in a vector, or in every row of a matrix, of integers that are not
   * negative; int32.
   */
  public static Tensor bincount(Tensor x) {
    return bincount(x, 0);
  }

  /** As {@link #bincount(Tensor)}, with at least {@code minlength} counts. */
  public static Tensor bincount(Tensor x, int minlength) {
    if (x.isSymbolic()) {
      throw new TensorException(
          "bincount: how many counts there are depends on numbers, which a symbol does not have.");
    }
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
    int bins = Math.max(length, minlength);
    if (x.rank() != 2) {
      return Engine.run(new ScatterAdd(0, bins), weights.reshape(-1), x.reshape(-1));
    }
    int rows = x.shape().dim(0);
    Tensor first = Engine.beside(x, () -> range(rows)).mul(bins).expandDims(1);
    Tensor places = x.cast(DType.INT64).add(first).reshape(-1);
    Tensor sums = Engine.run(new ScatterAdd(0, rows * bins), weights.reshape(-1), places);
    return sums.reshape(rows, bins);
  }

  /**
   * Where to insert values into a sorted vector so that it stays sorted; int32.
   *
   * @param sorted a vector; or rows, of which there is one for every row of values
   * @param side {@code "left"} for before equals, {@code "right"} for behind
   */
  public static Tensor searchsorted(Tensor sorted, Tensor values, String side) {
    if (Composition.isSymbolic(sorted, values)) {
      return Composition.of("searchsorted", in -> searchsorted(in[0], in[1], side), sorted, values);
    }
    boolean rows = sorted.rank() > 1;
    int rank = sorted.rank() - 1;
    if (sorted.rank() == 0
        || rows
            && (values.rank() != sorted.rank()
                || !values.shape().slice(0, rank).equals(sorted.shape().slice(0, rank)))) {
      throw new ShapeException(
          "searchsorted: values %s need a sorted vector, or as many rows, but sorted is %s."
              .formatted(values.shape(), sorted.shape()));
    }
    double[] all = sorted.toDoubleArray();
    double[] wanted = values.toDoubleArray();
    int length = sorted.shape().dim(-1);
    int each = rows ? Math.max(1, values.shape().dim(-1)) : Math.max(1, wanted.length);
    boolean right = side.equals("right");
    int[] found = new int[wanted.length];
    for (int i = 0; i < found.length; i++) {
      int start = i / each * length;
      int low = start;
      int high = start + length;
      while (low < high) {
        int middle = low + high >>> 1;
        // Not "<=": nan belongs behind all others.
        boolean before = right ? !(all[middle] > wanted[i]) : all[middle] < wanted[i];
        low = before ? middle + 1 : low;
        high = before ? high : middle;
      }
      found[i] = low - start;
    }
    return Engine.beside(values, () -> Tensor.of(found, values.shape()));
  }

  /** The number of the bin of every element, for rising bounds; int32. */
  public static Tensor digitize(Tensor x, Tensor bins) {
    return searchsorted(bins, x, "right");
  }

  /**
   * The positions along an axis, those of the {@code kth + 1} smallest first, in rising order: the
   * last of them is where sorting would put it. Those of the others follow in falling order. int32.
   */
  public static Tensor argpartition(Tensor x, int kth, int axis) {
    if (x.isSymbolic()) {
      return Composition.of("argpartition", in -> argpartition(in[0], kth, axis), x);
    }
    int length = x.shape().dim(axis);
    if (kth < -length || kth >= length) {
      throw new IndexException(
          "argpartition: place %d is out of range for axis %d of the shape %s; valid: %d to %d"
              .formatted(kth, axis, x.shape(), -length, length - 1));
    }
    int at = x.shape().axis(axis);
    Tensor rows = swapaxes(x, at, -1);
    int[] rising = order(rows, false);
    int[] falling = order(rows, true);
    int small = (kth < 0 ? kth + length : kth) + 1;
    boolean[] taken = new boolean[length];
    for (int row = 0; row < rising.length; row += length) {
      Arrays.fill(taken, false);
      for (int i = 0; i < small; i++) {
        taken[rising[row + i]] = true;
      }
      int next = row + small;
      for (int i = row; i < row + length; i++) {
        if (!taken[falling[i]]) {
          rising[next++] = falling[i];
        }
      }
    }
    Tensor result = Engine.beside(x, () -> Tensor.of(rising, rows.shape()));
    return swapaxes(result, at, -1);
  }
}

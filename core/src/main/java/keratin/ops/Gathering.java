package keratin.ops;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Index;
import keratin.tensor.IndexException;
import keratin.tensor.Ints;
import keratin.tensor.ScatterAdd;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Slice;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Elements picked by position or by condition, and put back. */
abstract class Gathering extends Reductions {
  Gathering() {}

  /** {@code condition ? a : b}, element by element, broadcast. */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return Tensor.where(condition.cast(DType.BOOL), a, b);
  }

  /** {@code condition ? a : b} for a number b, which takes the dtype of a. */
  public static Tensor where(Tensor condition, Tensor a, double b) {
    return Tensor.where(condition.cast(DType.BOOL), a, b);
  }

  /** {@code condition ? a : b} for a number a, which takes the dtype of b. */
  public static Tensor where(Tensor condition, double a, Tensor b) {
    return Tensor.where(condition.cast(DType.BOOL), a, b);
  }

  /**
   * The positions of what is true, or not zero, in row-major order; int64, {@code (count, rank)}.
   */
  public static Tensor where(Tensor condition) {
    int rank = condition.rank();
    long[] found = trueAt(condition);
    long[] positions = new long[found.length * rank];
    for (int i = 0; i < found.length; i++) {
      long rest = found[i];
      for (int axis = 0; axis < rank; axis++) {
        long inner = condition.shape().sizeOf(axis + 1, rank);
        positions[i * rank + axis] = rest / inner;
        rest %= inner;
      }
    }
    return Engine.beside(condition, () -> Tensor.of(positions, Shape.of(found.length, rank)));
  }

  /** The positions of what is not zero, in row-major order: one int32 vector per axis. */
  public static List<Tensor> nonzero(Tensor x) {
    return unstack(where(x).cast(DType.INT32), 1);
  }

  /**
   * For every element the choice of the first condition that is true there, else the default:
   * {@code numpy.select}.
   */
  public static Tensor select(
      List<? extends Tensor> conditions, List<? extends Tensor> choices, Tensor otherwise) {
    if (conditions.size() != choices.size() || conditions.isEmpty()) {
      throw new TensorException(
          "select: there must be a choice for every condition, but there are %d and %d."
              .formatted(choices.size(), conditions.size()));
    }
    Tensor result = otherwise;
    for (int i = conditions.size() - 1; i >= 0; i--) {
      result = where(conditions.get(i), choices.get(i), result);
    }
    return result;
  }

  private static long[] trueAt(Tensor condition) {
    boolean[] flags = condition.toBooleanArray();
    long[] found = new long[flags.length];
    int count = 0;
    for (int i = 0; i < flags.length; i++) {
      if (flags[i]) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Slices along an axis, picked by integers, which may count from the end. */
  public static Tensor take(Tensor x, Tensor indices, int axis) {
    return x.gather(indices, axis);
  }

  /** Slices along an axis, picked by integers: {@code tf.gather}. */
  public static Tensor gather(Tensor x, Tensor indices, int axis) {
    return x.gather(indices, axis);
  }

  /**
   * As {@link #gather(Tensor, Tensor, int)} for every element of a batch: the first {@code
   * batchDims} axes of x and indices are the same.
   */
  public static Tensor gather(Tensor x, Tensor indices, int axis, int batchDims) {
    int at = x.shape().axis(axis);
    if (Composition.isSymbolic(x, indices)) {
      return Composition.of("gather", in -> gather(in[0], in[1], axis, batchDims), x, indices);
    }
    Shape batch = x.shape().slice(0, Math.min(batchDims, x.rank()));
    boolean fits =
        batchDims <= Math.min(at, indices.rank())
            && indices.shape().slice(0, batchDims).equals(batch);
    if (!fits) {
      throw new ShapeException(
          "gather: the first %d axes of x %s and indices %s must be the same, and axis %d behind them."
              .formatted(batchDims, x.shape(), indices.shape(), axis));
    }
    int length = x.shape().dim(at);
    requireWithin("gather", indices, length, x.shape(), at);
    Tensor front = moveaxis(x, at, batchDims);
    Shape rest = front.shape().slice(batchDims + 1, x.rank());
    int count = Math.toIntExact(batch.size());
    int[] dims = new int[indices.rank()];
    Arrays.fill(dims, 1);
    System.arraycopy(batch.dims(), 0, dims, 0, batchDims);
    Tensor first = Engine.beside(x, () -> range(count)).mul(length).reshape(dims);
    Tensor flat = indices.mod(length).add(first.cast(indices.dtype()));
    Tensor rows = front.reshape(rest.prepend(count * length)).gather(flat, 0);
    int between = at - batchDims;
    int[] from = new int[between];
    int[] to = new int[between];
    Arrays.setAll(from, i -> indices.rank() + i);
    Arrays.setAll(to, i -> batchDims + i);
    return between == 0 ? rows : moveaxis(rows, from, to);
  }

  private static void requireWithin(String op, Tensor indices, int length, Shape shape, int axis) {
    if (indices.less(-length).logicalOr(indices.greaterEqual(length)).any().booleanValue()) {
      throw new IndexException(
          "%s: an index is out of range for axis %d of the shape %s; valid: %d to %d"
              .formatted(op, axis, shape, -length, length - 1));
    }
  }

  /** As {@link #gatherNd(Tensor, Tensor)} for every element of a batch. */
  public static Tensor gatherNd(Tensor x, Tensor indices, int batchDims) {
    if (Composition.isSymbolic(x, indices)) {
      return Composition.of("gather_nd", in -> gatherNd(in[0], in[1], batchDims), x, indices);
    }
    Shape outer = indices.shape().slice(0, indices.rank() - 1);
    Tensor positions = indices;
    for (int axis = batchDims - 1; axis >= 0; axis--) {
      int[] dims = new int[outer.rank()];
      Arrays.fill(dims, 1);
      dims[axis] = outer.dim(axis);
      int count = outer.dim(axis);
      Tensor own = Engine.beside(x, () -> range(count)).cast(indices.dtype()).reshape(dims);
      positions = concat(-1, own.broadcastTo(outer).expandDims(-1), positions);
    }
    return gatherNd(x, positions);
  }

  /**
   * Elements or slices at the positions in the last axis of {@code indices}: {@code indices (…, k)}
   * and {@code x (d₁, …, dₖ, rest)} give {@code (…, rest)}.
   *
   * @throws IndexException if a position is outside x
   */
  public static Tensor gatherNd(Tensor x, Tensor indices) {
    if (Composition.isSymbolic(x, indices)) {
      return Composition.of("gather_nd", in -> gatherNd(in[0], in[1]), x, indices);
    }
    int depth = depth("gatherNd", indices, x.shape());
    Tensor flat = flattened(indices, x.shape(), depth);
    Shape rest = x.shape().slice(depth, x.rank());
    Tensor rows = x.reshape(rest.prepend(Math.toIntExact(x.shape().sizeOf(0, depth))));
    return rows.gather(flat, 0);
  }

  static int depth(String op, Tensor indices, Shape shape) {
    int depth = indices.rank() == 0 ? 0 : indices.shape().dim(-1);
    if (indices.rank() == 0 || depth > shape.rank()) {
      throw new ShapeException(
          "%s: the last axis of indices %s must hold at most %d positions, for the shape %s."
              .formatted(op, indices.shape(), shape.rank(), shape));
    }
    return depth;
  }

  /** Positions as numbers of rows, when the first {@code depth} axes of the shape become one. */
  static Tensor flattened(Tensor indices, Shape shape, int depth) {
    long[] positions = indices.toLongArray();
    long[] flat =
        new long[depth == 0 ? (int) indices.shape().with(-1, 1).size() : positions.length / depth];
    for (int i = 0; i < flat.length; i++) {
      for (int axis = 0; axis < depth; axis++) {
        long at = positions[i * depth + axis];
        int length = shape.dim(axis);
        if (at < -length || at >= length) {
          throw new IndexException(
              "index %d is out of range for axis %d of the shape %s; valid: %d to %d"
                  .formatted(at, axis, shape, -length, length - 1));
        }
        flat[i] = flat[i] * length + (at < 0 ? at + length : at);
      }
    }
    Shape outer = indices.shape().slice(0, indices.rank() - 1);
    return Engine.beside(indices, () -> Tensor.of(flat, outer));
  }

  /**
   * For every position along an axis the element that {@code indices} names there; the other axes
   * of x and indices agree or are 1. Undoes {@code argsort}.
   */
  public static Tensor takeAlongAxis(Tensor x, Tensor indices, int axis) {
    int rank = x.rank();
    if (indices.rank() != rank) {
      throw new ShapeException(
          "takeAlongAxis: x %s and indices %s must have as many axes."
              .formatted(x.shape(), indices.shape()));
    }
    int at = x.shape().axis(axis);
    if (Composition.isSymbolic(x, indices)) {
      return Composition.of("take_along_axis", in -> takeAlongAxis(in[0], in[1], axis), x, indices);
    }
    int length = x.shape().dim(at);
    requireWithin("takeAlongAxis", indices, length, x.shape(), at);
    Tensor wide = indices.cast(DType.INT64);
    Tensor flat =
        Tensor.where(wide.less(0), wide.add(length), wide)
            .mul((double) x.shape().sizeOf(at + 1, rank));
    for (int i = 0; i < rank; i++) {
      int dim = x.shape().dim(i);
      if (i != at && dim > 1) {
        int[] dims = new int[rank];
        Arrays.fill(dims, 1);
        dims[i] = dim;
        Tensor steps = Engine.beside(x, () -> range(dim)).cast(DType.INT64).reshape(dims);
        flat = flat.add(steps.mul((double) x.shape().sizeOf(i + 1, rank)));
      }
    }
    return x.reshape(-1).gather(flat, 0);
  }

  /**
   * What {@code mask} is true for: its axes, which are those of x from {@code axis} on, become one.
   */
  public static Tensor booleanMask(Tensor x, Tensor mask, int axis) {
    int at = x.rank() == 0 ? 0 : x.shape().axis(axis);
    int end = at + mask.rank();
    if (Composition.isSymbolic(x, mask) && mask.rank() > 0 && end <= x.rank()) {
      int[] rest = x.shape().slice(end, x.rank()).dims();
      Spec kept = x.spec().as(x.shape().slice(0, at).append(Shape.UNKNOWN).append(rest));
      return Composition.of("boolean_mask", kept, in -> booleanMask(in[0], in[1], axis), x, mask);
    }
    if (mask.rank() == 0 || end > x.rank() || !x.shape().slice(at, end).equals(mask.shape())) {
      throw new ShapeException(
          "booleanMask: the mask %s does not fit the shape %s from axis %d on."
              .formatted(mask.shape(), x.shape(), at));
    }
    long[] found = trueAt(mask);
    Shape joined =
        x.shape()
            .slice(0, at)
            .append(Math.toIntExact(mask.size()))
            .append(x.shape().slice(end, x.rank()).dims());
    Tensor indices = Engine.beside(x, () -> Tensor.of(found, Shape.of(found.length)));
    return x.reshape(joined).gather(indices, at);
  }

  /** As {@link #booleanMask(Tensor, Tensor, int)} from the first axis on. */
  public static Tensor booleanMask(Tensor x, Tensor mask) {
    return booleanMask(x, mask, 0);
  }

  /**
   * Zeros of a shape, to which updates are added at the positions in the last axis of {@code
   * indices}: what {@link #gatherNd} did, backwards.
   */
  public static Tensor scatterNd(Tensor indices, Tensor updates, Shape shape) {
    if (Composition.isSymbolic(indices, updates)) {
      return Composition.of(
          "scatter_nd",
          updates.spec().as(shape),
          in -> scatterNd(in[0], in[1], shape),
          indices,
          updates);
    }
    int depth = depth("scatterNd", indices, shape);
    Shape rest = shape.slice(depth, shape.rank());
    Shape expected = indices.shape().slice(0, indices.rank() - 1).append(rest.dims());
    if (!updates.shape().equals(expected)) {
      throw new ShapeException(
          "scatterNd: indices %s and the shape %s need updates %s, but they are %s."
              .formatted(indices.shape(), shape, expected, updates.shape()));
    }
    Tensor flat = flattened(indices, shape, depth).reshape(-1);
    Tensor rows = updates.reshape(rest.prepend(Math.toIntExact(flat.size())));
    int length = Math.toIntExact(shape.sizeOf(0, depth));
    return Engine.run(new ScatterAdd(0, length), rows, flat).reshape(shape);
  }

  /** {@code x} with updates added at the positions in the last axis of {@code indices}. */
  public static Tensor tensorScatterNdAdd(Tensor x, Tensor indices, Tensor updates) {
    if (Composition.isSymbolic(x, indices, updates)) {
      return Composition.of(
          "scatter_nd_add",
          x.spec(),
          in -> tensorScatterNdAdd(in[0], in[1], in[2]),
          x,
          indices,
          updates);
    }
    return x.add(scatterNd(indices, updates, x.shape()));
  }

  /**
   * {@code x} with the elements or slices at the positions in the last axis of {@code indices}
   * replaced; of several updates for one position the last counts.
   */
  public static Tensor tensorScatterNdUpdate(Tensor x, Tensor indices, Tensor updates) {
    if (Composition.isSymbolic(x, indices, updates)) {
      return Composition.of(
          "scatter_nd_update",
          x.spec(),
          in -> tensorScatterNdUpdate(in[0], in[1], in[2]),
          x,
          indices,
          updates);
    }
    int depth = depth("tensorScatterNdUpdate", indices, x.shape());
    long[] flat = flattened(indices, x.shape(), depth).toLongArray();
    Map<Long, Integer> last = new HashMap<>();
    for (int i = 0; i < flat.length; i++) {
      last.put(flat[i], i);
    }
    int[] kept = last.values().stream().mapToInt(i -> i).sorted().toArray();
    Tensor picks = Engine.beside(x, () -> Tensor.of(kept, Shape.of(kept.length)));
    Shape rest = x.shape().slice(depth, x.rank());
    Tensor places = indices.reshape(-1, depth).gather(picks, 0);
    Tensor rows = updates.reshape(rest.prepend(flat.length)).gather(picks, 0);
    Tensor here = scatterNd(places, rows.onesLike(), x.shape());
    return Tensor.where(here.cast(DType.BOOL), scatterNd(places, rows, x.shape()), x);
  }

  /**
   * {@code sizes[i]} elements from {@code starts[i]} on along every axis; −1 for all to the end.
   */
  public static Tensor slice(Tensor x, int[] starts, int[] sizes) {
    int[] ones = new int[starts.length];
    Arrays.fill(ones, 1);
    int[] lengths = sizes.clone();
    for (int axis = 0; axis < sizes.length && axis < x.rank(); axis++) {
      lengths[axis] = sizes[axis] == -1 ? x.shape().dim(axis) - starts[axis] : sizes[axis];
    }
    return Engine.run(new Slice(Ints.of(starts), Ints.of(lengths), Ints.of(ones)), x);
  }

  /** {@code x} with the block that begins at {@code starts} replaced by {@code updates}. */
  public static Tensor sliceUpdate(Tensor x, int[] starts, Tensor updates) {
    if (Composition.isOpen(x, updates)) {
      return Composition.of("slice_update", in -> sliceUpdate(in[0], starts, in[1]), x, updates);
    }
    StringBuilder index = new StringBuilder();
    for (int i = 0; i < starts.length; i++) {
      int end = starts[i] + updates.shape().dim(i);
      index.append(i > 0 ? "," : "").append(starts[i]).append(':').append(end);
    }
    return starts.length == 0 ? updates : x.with(index.toString(), updates);
  }

  /** The part of {@code x} at an index in NumPy's notation. */
  public static Tensor get(Tensor x, Index... indices) {
    return x.get(indices);
  }
}

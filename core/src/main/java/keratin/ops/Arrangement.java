package keratin.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import keratin.tensor.Concat;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Ints;
import keratin.tensor.Pad;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Slice;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Unstack;

/** The same elements in other shapes and orders; several tensors to one, and back. */
abstract class Arrangement extends Creation {
  Arrangement() {}

  /** The same numbers in another shape; one length may be −1. Copies nothing. */
  public static Tensor reshape(Tensor x, int... dims) {
    return x.reshape(dims);
  }

  /** An axis of length 1 more, before {@code axis}; −1 puts it last. */
  public static Tensor expandDims(Tensor x, int axis) {
    return x.expandDims(axis);
  }

  /** Without the axes of length 1: those named, or all. */
  public static Tensor squeeze(Tensor x, int... axes) {
    return x.squeeze(axes);
  }

  /** Axes in another order; without a permutation reversed. */
  public static Tensor transpose(Tensor x, int... permutation) {
    return x.transpose(permutation);
  }

  /** Two axes exchanged. */
  public static Tensor swapaxes(Tensor x, int axis1, int axis2) {
    int[] order = Ints.range(x.rank()).toArray();
    order[x.shape().axis(axis1)] = x.shape().axis(axis2);
    order[x.shape().axis(axis2)] = x.shape().axis(axis1);
    return x.transpose(order);
  }

  /** One axis moved to another place, the others in their order. */
  public static Tensor moveaxis(Tensor x, int source, int destination) {
    int from = x.shape().axis(source);
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis != from) {
        order.add(axis);
      }
    }
    order.add(x.shape().axis(destination), from);
    return x.transpose(order.stream().mapToInt(i -> i).toArray());
  }

  /** All elements in a row. */
  public static Tensor ravel(Tensor x) {
    return x.reshape(-1);
  }

  /** Stretched to a larger shape by NumPy's rule. */
  public static Tensor broadcastTo(Tensor x, int... dims) {
    return x.broadcastTo(Shape.of(dims));
  }

  /** Tensors one after the other along an axis that exists; dtypes promote. */
  public static Tensor concat(int axis, Tensor... tensors) {
    if (tensors.length == 0) {
      throw new ShapeException("concat: at least one tensor is needed.");
    }
    return Engine.run(new Concat(tensors[0].shape().axis(axis)), promoted(tensors));
  }

  /** As {@link #concat(int, Tensor...)}. */
  public static Tensor concat(int axis, List<? extends Tensor> tensors) {
    return concat(axis, tensors.toArray(new Tensor[0]));
  }

  /** Tensors of one shape beside each other along a new axis. */
  public static Tensor stack(int axis, Tensor... tensors) {
    Tensor[] expanded = new Tensor[tensors.length];
    for (int i = 0; i < tensors.length; i++) {
      if (!tensors[i].shape().agrees(tensors[0].shape())) {
        throw new ShapeException(
            "stack: the shapes must be equal, but tensor 0 has %s and tensor %d has %s."
                .formatted(tensors[0].shape(), i, tensors[i].shape()));
      }
      expanded[i] = tensors[i].expandDims(axis);
    }
    return concat(axis, expanded);
  }

  /** As {@link #stack(int, Tensor...)}. */
  public static Tensor stack(int axis, List<? extends Tensor> tensors) {
    return stack(axis, tensors.toArray(new Tensor[0]));
  }

  private static Tensor[] promoted(Tensor[] tensors) {
    DType common = tensors[0].dtype();
    for (Tensor tensor : tensors) {
      common = common == tensor.dtype() ? common : DType.promote(common, tensor.dtype());
    }
    Tensor[] cast = new Tensor[tensors.length];
    for (int i = 0; i < tensors.length; i++) {
      cast[i] = tensors[i].cast(common);
    }
    return cast;
  }

  /** The slices along the first axis, without it. */
  public static List<Tensor> unstack(Tensor x) {
    return unstack(x, 0);
  }

  /** The slices along an axis, without it. */
  public static List<Tensor> unstack(Tensor x, int axis) {
    if (!x.isSymbolic() && x.shape().dim(axis) > 0) {
      return List.of(Engine.runAll(new Unstack(x.shape().axis(axis)), x));
    }
    if (Composition.isOpen(x, axis)) {
      throw new ShapeException(
          "unstack: how many parts there are must be known, but axis %d of the shape %s is not."
              .formatted(axis, x.shape()));
    }
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < x.shape().dim(axis); i++) {
      parts.add(x.slice(axis, i, 1).squeeze(axis));
    }
    return parts;
  }

  /**
   * {@code count} parts of equal length along an axis.
   *
   * @throws ShapeException if the length is no multiple of the count
   */
  public static List<Tensor> split(Tensor x, int count, int axis) {
    int length = x.shape().dim(axis);
    if (count > 0 && Composition.isOpen(x, axis)) {
      int[] unknown = new int[count];
      Arrays.fill(unknown, Shape.UNKNOWN);
      return Composition.parts("split", in -> split(in.getFirst(), count, axis), x, axis, unknown);
    }
    if (count < 1 || length % count != 0) {
      throw new ShapeException(
          "split: axis %d of the shape %s has length %d, which %d equal parts do not fill."
              .formatted(axis, x.shape(), length, count));
    }
    int[] sizes = new int[count];
    Arrays.fill(sizes, length / count);
    return split(x, sizes, axis);
  }

  /** Parts of these lengths along an axis; one of them may be −1, and gets what is left. */
  public static List<Tensor> split(Tensor x, int[] sizes, int axis) {
    if (Composition.isOpen(x, axis)) {
      return Composition.parts("split", in -> split(in.getFirst(), sizes, axis), x, axis, sizes);
    }
    int length = x.shape().dim(axis);
    int free = -1;
    int sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == -1 && free < 0) {
        free = i;
      } else {
        sum += sizes[i];
      }
    }
    int[] resolved = sizes.clone();
    if (free >= 0) {
      resolved[free] = length - sum;
      sum = length;
    }
    if (sum != length || Arrays.stream(resolved).anyMatch(s -> s < 0)) {
      throw new ShapeException(
          "split: the lengths %s do not fill axis %d of the shape %s."
              .formatted(Arrays.toString(sizes), axis, x.shape()));
    }
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int size : resolved) {
      parts.add(x.slice(axis, start, size));
      start += size;
    }
    return parts;
  }

  /** The whole tensor repeated {@code repeats[i]} times along every axis. */
  public static Tensor tile(Tensor x, int... repeats) {
    int rank = Math.max(x.rank(), repeats.length);
    int[] dims = new int[2 * rank];
    int[] stretched = new int[2 * rank];
    int[] joined = new int[rank];
    for (int i = 0; i < rank; i++) {
      int axis = i - (rank - x.rank());
      int repeat = i - (rank - repeats.length);
      int length = axis < 0 ? 1 : x.shape().dim(axis);
      int times = repeat < 0 ? 1 : repeats[repeat];
      dims[2 * i] = 1;
      dims[2 * i + 1] = length;
      stretched[2 * i] = times;
      stretched[2 * i + 1] = length;
      joined[i] = length == Shape.UNKNOWN ? Shape.UNKNOWN : length * times;
    }
    return x.reshape(dims).broadcastTo(Shape.of(stretched)).reshape(joined);
  }

  /** Every element of the raveled tensor {@code times} times in a row. */
  public static Tensor repeat(Tensor x, int times) {
    return repeat(x.reshape(-1), times, 0);
  }

  /** Every slice along an axis {@code times} times in a row. */
  public static Tensor repeat(Tensor x, int times, int axis) {
    int at = x.shape().axis(axis);
    Tensor expanded = x.expandDims(at + 1);
    int length = x.shape().dim(at);
    int joined = length == Shape.UNKNOWN ? Shape.UNKNOWN : length * times;
    return expanded
        .broadcastTo(expanded.shape().with(at + 1, times))
        .reshape(x.shape().with(at, joined).dims());
  }

  /** Slice {@code i} along an axis {@code times[i]} times in a row; one count is for all. */
  public static Tensor repeat(Tensor x, int[] times, int axis) {
    int length = Composition.isOpen(x, axis) ? times.length : x.shape().dim(axis);
    if (times.length == 1) {
      return repeat(x, times[0], axis);
    }
    if (times.length != length) {
      throw new ShapeException(
          "repeat: %d counts for axis %d of the shape %s, which has length %d."
              .formatted(times.length, axis, x.shape(), length));
    }
    int[] picks =
        IntStream.range(0, length)
            .flatMap(i -> IntStream.generate(() -> i).limit(times[i]))
            .toArray();
    Tensor indices = Engine.beside(x, () -> Tensor.of(picks, Shape.of(picks.length)));
    return x.gather(indices, axis);
  }

  /** The order of the elements reversed along these axes, or along all. */
  public static Tensor flip(Tensor x, int... axes) {
    int rank = x.rank();
    int[] begin = new int[rank];
    int[] stride = new int[rank];
    Arrays.fill(stride, 1);
    for (int axis : axes.length == 0 ? Ints.range(rank).toArray() : axes) {
      int at = x.shape().axis(axis);
      if (Composition.isOpen(x, at)) {
        return Composition.of("flip", in -> flip(in[0], axes), x);
      }
      begin[at] = Math.max(0, x.shape().dim(at) - 1);
      stride[at] = -1;
    }
    return Engine.run(new Slice(Ints.of(begin), Ints.of(x.shape().dims()), Ints.of(stride)), x);
  }

  /** All elements in a row moved by a number of places, what falls off the end comes first. */
  public static Tensor roll(Tensor x, int shift) {
    return roll(x.reshape(-1), shift, 0).reshape(x.shape());
  }

  /** Elements moved {@code shift} places along an axis; what leaves at the end enters in front. */
  public static Tensor roll(Tensor x, int shift, int axis) {
    if (Composition.isOpen(x, axis)) {
      return Composition.of("roll", in -> roll(in[0], shift, axis), x);
    }
    int length = x.shape().dim(axis);
    int back = length == 0 ? 0 : Math.floorMod(shift, length);
    if (back == 0) {
      return x;
    }
    return concat(axis, x.slice(axis, length - back, back), x.slice(axis, 0, length - back));
  }

  /** Elements moved along several axes. */
  public static Tensor roll(Tensor x, int[] shifts, int[] axes) {
    if (shifts.length != axes.length) {
      throw new ShapeException(
          "roll: %d shifts came for %d axes.".formatted(shifts.length, axes.length));
    }
    for (int i = 0; i < axes.length; i++) {
      x = roll(x, shifts[i], axes[i]);
    }
    return x;
  }

  /** With {@code {before, after}} zeros more on every axis. */
  public static Tensor pad(Tensor x, int[][] paddings) {
    return pad(x, paddings, 0);
  }

  /**
   * With {@code {before, after}} elements of {@code constantValues} more on every axis; one pair is
   * for all axes.
   */
  public static Tensor pad(Tensor x, int[][] paddings, double constantValues) {
    int[][] each = forAllAxes(x, paddings);
    int[] before = Arrays.stream(each).mapToInt(p -> p[0]).toArray();
    int[] after = Arrays.stream(each).mapToInt(p -> p[1]).toArray();
    return Engine.run(new Pad(Ints.of(before), Ints.of(after), constantValues), x);
  }

  /**
   * With {@code {before, after}} elements more on every axis; one pair is for all axes.
   *
   * @param mode {@code "constant"} for zeros, {@code "reflect"} for what lies on the other side of
   *     the border element, {@code "symmetric"} for the same with the border element
   */
  public static Tensor pad(Tensor x, int[][] paddings, String mode) {
    if (mode.equals("constant")) {
      return pad(x, paddings);
    }
    if (!mode.equals("reflect") && !mode.equals("symmetric")) {
      throw new TensorException(
          "pad: \"%s\" is no mode. Use \"constant\", \"reflect\" or \"symmetric\"."
              .formatted(mode));
    }
    int[][] each = forAllAxes(x, paddings);
    for (int axis = 0; axis < each.length; axis++) {
      x = mirror(x, each[axis][0], each[axis][1], axis, mode.equals("reflect") ? 1 : 0);
    }
    return x;
  }

  private static int[][] forAllAxes(Tensor x, int[][] paddings) {
    return paddings.length == 1
        ? Collections.nCopies(x.rank(), paddings[0]).toArray(new int[0][])
        : paddings;
  }

  private static Tensor mirror(Tensor x, int before, int after, int axis, int skip) {
    int length = x.shape().dim(axis);
    if (before == 0 && after == 0) {
      return x; // an empty axis has nothing to mirror, and need not
    }
    if (Composition.isOpen(x, axis)) {
      return Composition.of("pad", in -> mirror(in[0], before, after, axis, skip), x);
    }
    if (before > length - skip || after > length - skip) {
      throw new ShapeException(
          "pad: axis %d of the shape %s has too few elements to mirror (%d, %d) of them."
              .formatted(axis, x.shape(), before, after));
    }
    Tensor front = flip(x.slice(axis, skip, before), axis);
    Tensor back = flip(x.slice(axis, length - skip - after, after), axis);
    return concat(axis, front, x, back);
  }

  /**
   * For every vector the matrix of its coordinates, in NumPy's {@code "xy"} order: the first vector
   * runs along axis 1, the second along axis 0.
   */
  public static List<Tensor> meshgrid(Tensor... vectors) {
    if (Composition.isOpen(vectors)) {
      return List.of(
          Composition.all("meshgrid", in -> meshgrid(in).toArray(new Tensor[0]), vectors));
    }
    int rank = vectors.length;
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[axisOf(i, rank)] = Math.toIntExact(vectors[i].size());
    }
    List<Tensor> grids = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int[] own = new int[rank];
      Arrays.fill(own, 1);
      own[axisOf(i, rank)] = -1;
      grids.add(vectors[i].reshape(own).broadcastTo(Shape.of(dims)));
    }
    return grids;
  }

  private static int axisOf(int vector, int rank) {
    return rank > 1 && vector < 2 ? 1 - vector : vector;
  }

  /** Zeros above the k-th diagonal of the last two axes. */
  public static Tensor tril(Tensor x, int k) {
    if (Composition.isOpen(x, -1) || Composition.isOpen(x, -2)) {
      return Composition.of("tril", in -> tril(in[0], k), x);
    }
    return Tensor.where(below(x, k), x, x.zerosLike());
  }

  /** Zeros below the k-th diagonal of the last two axes. */
  public static Tensor triu(Tensor x, int k) {
    if (Composition.isOpen(x, -1) || Composition.isOpen(x, -2)) {
      return Composition.of("triu", in -> triu(in[0], k), x);
    }
    return Tensor.where(below(x, k - 1), x.zerosLike(), x);
  }

  private static Tensor below(Tensor x, int k) {
    return Engine.beside(x, () -> tri(x.shape().dim(-2), x.shape().dim(-1), k).cast(DType.BOOL));
  }

  /** Tensors side by side: along axis 1, vectors along axis 0. */
  public static Tensor hstack(List<? extends Tensor> tensors) {
    return concat(tensors.getFirst().rank() < 2 ? 0 : 1, tensors);
  }

  /** Tensors above each other: vectors as rows, others along axis 0. */
  public static Tensor vstack(List<? extends Tensor> tensors) {
    return concat(0, tensors.stream().map(t -> t.rank() < 2 ? t.reshape(1, -1) : t).toList());
  }

  /** Tensors behind each other along axis 2. */
  public static Tensor dstack(List<? extends Tensor> tensors) {
    return concat(
        2,
        tensors.stream()
            .map(t -> t.rank() < 2 ? t.reshape(1, -1, 1) : t.rank() == 2 ? t.expandDims(2) : t)
            .toList());
  }

  /** Left and right exchanged: the order along axis 1 reversed. */
  public static Tensor fliplr(Tensor x) {
    return flip(x, 1);
  }

  /** Up and down exchanged: the order along axis 0 reversed. */
  public static Tensor flipud(Tensor x) {
    return flip(x, 0);
  }

  /** {@code k} quarter turns, from the first axis towards the second. */
  public static Tensor rot90(Tensor x, int k, int axis1, int axis2) {
    return switch (Math.floorMod(k, 4)) {
      case 0 -> x;
      case 1 -> flip(swapaxes(x, axis1, axis2), axis1);
      case 2 -> flip(x, axis1, axis2);
      default -> swapaxes(flip(x, axis1), axis1, axis2);
    };
  }

  /** The k-th diagonal of two axes, as the last axis. */
  public static Tensor diagonal(Tensor x, int offset, int axis1, int axis2) {
    if (Composition.isOpen(x)) {
      return Composition.of("diagonal", in -> diagonal(in[0], offset, axis1, axis2), x);
    }
    Tensor last = moveaxis(moveaxis(x, axis1, -1), axis2 > axis1 ? axis2 - 1 : axis2, -1);
    int rows = last.shape().dim(-2);
    int columns = last.shape().dim(-1);
    int row = Math.max(0, -offset);
    int column = Math.max(0, offset);
    int length = Math.max(0, Math.min(rows - row, columns - column));
    int[] at = new int[length];
    Arrays.setAll(at, i -> (row + i) * columns + column + i);
    Tensor indices = Engine.beside(x, () -> Tensor.of(at, Shape.of(length)));
    Shape outer = last.shape().slice(0, x.rank() - 2);
    return last.reshape(outer.append(rows * columns)).gather(indices, -1);
  }

  /** The matrix with a vector on its k-th diagonal, or the k-th diagonal of a matrix. */
  public static Tensor diag(Tensor x, int k) {
    if (x.rank() == 2) {
      return diagonal(x, k, 0, 1);
    }
    if (x.rank() == 1 && Composition.isOpen(x)) {
      return Composition.of("diag", in -> diag(in[0], k), x);
    }
    if (x.rank() != 1) {
      throw new ShapeException(
          "diag: x must be a vector or a matrix, but its shape is %s.".formatted(x.shape()));
    }
    int n = x.shape().dim(0) + Math.abs(k);
    Tensor padded = pad(x, new int[][] {{Math.max(k, 0), Math.max(-k, 0)}});
    Tensor here = Engine.beside(x, () -> eye(n, n, k, DType.BOOL));
    return Tensor.where(here, padded.broadcastTo(Shape.of(n, n)), padded.zerosLike());
  }

  /** The matrix with the raveled elements on its k-th diagonal. */
  public static Tensor diagflat(Tensor x, int k) {
    return diag(x.reshape(-1), k);
  }
}

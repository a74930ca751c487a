package keratin.tensor;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What every tensor has to change its shape, take parts of it, reduce and multiply it. */
public abstract sealed class Shaping extends Operand permits Reading {
  Shaping() {}

  /** The same numbers in another shape; one length may be −1. Copies nothing. */
  public Tensor reshape(int... dims) {
    return Engine.run(new ReshapeOp(Ints.of(dims)), self());
  }

  /** The same numbers in another shape. Copies nothing. */
  public Tensor reshape(Shape shape) {
    return shape.equals(self().shape()) ? self() : reshape(shape.dims());
  }

  /** An axis of length 1 more, before {@code axis}; −1 puts it last. */
  public Tensor expandDims(int axis) {
    int rank = self().rank() + 1;
    int at = axis < 0 ? axis + rank : axis;
    if (at < 0 || at >= rank) {
      throw new IndexException(
          "expandDims: axis %d is out of range for the shape %s; valid: %d to %d"
              .formatted(axis, self().shape(), -rank, rank - 1));
    }
    Shape before = self().shape().slice(0, at).append(1);
    Shape to = before.append(self().shape().slice(at, rank - 1).dims());
    return changed("expand_dims", x -> x.expandDims(axis), to);
  }

  private Tensor changed(String label, UnaryOperator<Tensor> steps, Shape to) {
    long unknown = Arrays.stream(to.dims()).filter(d -> d == Shape.UNKNOWN).count();
    return unknown > 1 && self().isSymbolic()
        ? Engine.run(new AxesChange(label, steps, to), self())
        : reshape(to.dims());
  }

  /** Without the axes of length 1: those named, or all. */
  public Tensor squeeze(int... axes) {
    int mask = 0;
    for (int i = 0; i < self().rank(); i++) {
      mask |= axes.length == 0 && self().shape().dim(i) == 1 ? 1 << i : 0;
    }
    for (int axis : axes) {
      int length = self().shape().dim(axis);
      if (length != 1 && length != Shape.UNKNOWN) {
        throw new ShapeException(
            "squeeze: axis %d of the shape %s has length %d, not 1."
                .formatted(axis, self().shape(), length));
      }
      mask |= 1 << self().shape().axis(axis);
    }
    Shape to = Axes.reduced(self().shape(), mask, false);
    return changed("squeeze", x -> x.squeeze(axes), to);
  }

  /** Axes in another order; without arguments reversed. */
  public Tensor transpose(int... permutation) {
    int[] order = permutation;
    if (permutation.length == 0) {
      order = new int[self().rank()];
      Arrays.setAll(order, i -> self().rank() - 1 - i);
    } else if (permutation.length == self().rank()) {
      order = Arrays.stream(permutation).map(self().shape()::axis).toArray();
    }
    return Engine.run(new Transpose(Ints.of(order)), self());
  }

  /** Stretched to a larger shape. */
  public Tensor broadcastTo(Shape shape) {
    return shape.equals(self().shape()) ? self() : Engine.run(new BroadcastTo(shape), self());
  }

  /** Summed over the axes that broadcasting stretched, back to {@code shape}. */
  Tensor sumTo(Shape shape) {
    if (shape.equals(self().shape())) {
      return self();
    }
    int extra = self().rank() - shape.rank();
    int mask = 0;
    for (int i = 0; i < self().rank(); i++) {
      boolean stretched = i < extra || shape.dim(i - extra) == 1 && self().shape().dim(i) != 1;
      mask |= stretched ? 1 << i : 0;
    }
    return Engine.run(new Reduce(Reduce.Kind.SUM, mask, true), self()).reshape(shape);
  }

  /** {@code length} elements from {@code start} on along an axis. */
  public Tensor slice(int axis, int start, int length) {
    int rank = self().rank();
    int[] begin = new int[rank];
    int[] size = self().shape().dims();
    int[] stride = new int[rank];
    Arrays.fill(stride, 1);
    begin[self().shape().axis(axis)] = start;
    size[self().shape().axis(axis)] = length;
    return Engine.run(new Slice(Ints.of(begin), Ints.of(size), Ints.of(stride)), self());
  }

  /**
   * A part, by an index in NumPy's notation: {@code a.get("0:2, ..., ::-1")}, {@code a.get("1,
   * newaxis")}. Positions take their axis away; what is not named is taken whole.
   *
   * @throws IndexException if a position is out of range, or the text is not understood
   */
  public Tensor get(String index) {
    return get(Index.parse(index));
  }

  /** The element or part at these positions: {@code a.get(0, -1)} is {@code a[0, -1]}. */
  public Tensor get(int... positions) {
    return get(Arrays.stream(positions).mapToObj(Index::at).toArray(Index[]::new));
  }

  /** A part, by an index per axis: {@code a.get(Index.range(0, 2), Index.ELLIPSIS)}. */
  public Tensor get(Index... indices) {
    return new Indexing(self().shape(), indices).of(self());
  }

  /** A copy with the part at {@code index} replaced by {@code value}, which broadcasts to it. */
  public Tensor with(String index, Tensor value) {
    return new Indexing(self().shape(), Index.parse(index)).replace(self(), value);
  }

  /** Slices along an axis, picked by integers. */
  public Tensor gather(Tensor indices, int axis) {
    return Engine.run(new Gather(self().shape().axis(axis)), self(), indices);
  }

  /** The numbers in another dtype. */
  public Tensor cast(DType dtype) {
    return dtype == self().dtype() ? self() : Engine.run(new Cast(dtype), self());
  }

  /** The matrix product over the last two axes. */
  public Tensor matmul(Tensor b) {
    return matmul(b, false, false);
  }

  /** The matrix product, with either side read transposed. */
  public Tensor matmul(Tensor b, boolean transposeA, boolean transposeB) {
    DType common =
        self().dtype() == b.dtype() ? self().dtype() : DType.promote(self().dtype(), b.dtype());
    return Engine.run(new MatMul(transposeA, transposeB), cast(common), b.cast(common));
  }

  private static Tensor reduce(Tensor x, Reduce.Kind kind, int... axes) {
    return Engine.run(new Reduce(kind, Axes.mask(x.shape(), axes), false), x);
  }

  private Tensor counting() {
    return self().dtype() == DType.BOOL ? cast(DType.INT32) : self();
  }

  /** The sum over these axes, or over all; {@code bool} counts as int32. */
  public Tensor sum(int... axes) {
    return reduce(counting(), Reduce.Kind.SUM, axes);
  }

  /** The mean over these axes, or over all; integers give float32. */
  public Tensor mean(int... axes) {
    Tensor x = self().dtype().isFloating() ? self() : cast(DType.FLOAT32);
    return reduce(x, Reduce.Kind.MEAN, axes);
  }

  /** The largest over these axes, or over all. */
  public Tensor max(int... axes) {
    return reduce(self(), Reduce.Kind.MAX, axes);
  }

  /** The smallest over these axes, or over all. */
  public Tensor min(int... axes) {
    return reduce(self(), Reduce.Kind.MIN, axes);
  }

  /** The product over these axes, or over all. */
  public Tensor prod(int... axes) {
    return reduce(counting(), Reduce.Kind.PROD, axes);
  }

  /** True where any element along these axes, or at all, is true. */
  public Tensor any(int... axes) {
    return reduce(self(), Reduce.Kind.ANY, axes);
  }

  /** True where every element along these axes, or every one, is true. */
  public Tensor all(int... axes) {
    return reduce(self(), Reduce.Kind.ALL, axes);
  }

  /** The index of the largest element along an axis, the first of equals; int32. */
  public Tensor argmax(int axis) {
    return Engine.run(new ArgReduce(true, self().shape().axis(axis)), self());
  }

  /** The index of the smallest element along an axis, the first of equals; int32. */
  public Tensor argmin(int axis) {
    return Engine.run(new ArgReduce(false, self().shape().axis(axis)), self());
  }
}

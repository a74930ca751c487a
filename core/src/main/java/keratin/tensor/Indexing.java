package keratin.tensor;

import java.util.Arrays;
import java.util.List;

/** An index resolved against a shape: one slice, then a reshape. */
final class Indexing {
  private final int[] begin;
  private final int[] size;
  private final int[] stride;
  private final int[] shape;
  private final Index[] indices;
  private final boolean whole;

  /** Resolves {@code indices} for tensors of shape {@code from}. */
  Indexing(Shape from, Index... indices) {
    this.indices = indices;
    int rank = from.rank();
    int named = 0;
    int ellipses = 0;
    for (Index index : indices) {
      named += index instanceof Index.At || index instanceof Index.Range ? 1 : 0;
      ellipses += index instanceof Index.Ellipsis ? 1 : 0;
    }
    if (named > rank || ellipses > 1) {
      throw new IndexException(
          "The index %s has %s for the shape %s, which has %d %s."
              .formatted(
                  Arrays.toString(indices),
                  ellipses > 1 ? "more than one ellipsis" : named + " positions and slices",
                  from,
                  rank,
                  rank == 1 ? "axis" : "axes"));
    }
    begin = new int[rank];
    size = from.dims();
    stride = new int[rank];
    Arrays.fill(stride, 1);
    int[] dims = new int[rank + indices.length];
    int out = 0;
    int axis = 0;
    for (Index index : indices) {
      switch (index) {
        case Index.At at -> at(from, axis++, at.position());
        case Index.Range range -> {
          range(from, axis, range);
          dims[out++] = size[axis++];
        }
        case Index.NewAxis n -> dims[out++] = 1;
        case Index.Ellipsis e -> {
          for (int end = axis + rank - named; axis < end; axis++) {
            dims[out++] = size[axis];
          }
        }
      }
    }
    for (; axis < rank; axis++) {
      dims[out++] = size[axis];
    }
    shape = Arrays.copyOf(dims, out);
    boolean all = Arrays.equals(size, from.dims());
    for (int i = 0; i < rank; i++) {
      all &= begin[i] == 0 && stride[i] == 1;
    }
    whole = all;
  }

  private void at(Shape from, int axis, int position) {
    int length = from.dim(axis);
    boolean known = length != Shape.UNKNOWN;
    int at = position < 0 && known ? position + length : position;
    if (known && (at < 0 || at >= length)) {
      throw new IndexException(
          "index %d is out of range for axis %d of the shape %s; valid: %d to %d"
              .formatted(position, axis, from, -length, length - 1));
    }
    begin[axis] = at;
    size[axis] = 1;
  }

  private void range(Shape from, int axis, Index.Range range) {
    int length = from.dim(axis);
    if (range.isWhole()) {
      return;
    }
    if (length == Shape.UNKNOWN) {
      size[axis] = Shape.UNKNOWN;
      stride[axis] = range.step();
      begin[axis] = range.start() == null ? 0 : range.start();
      return;
    }
    size[axis] = range.count(length);
    begin[axis] = size[axis] == 0 ? 0 : range.first(length);
    stride[axis] = range.step();
  }

  /** The shape of the part. */
  Shape shape() {
    return Shape.of(shape);
  }

  /** The part of {@code x}. */
  Tensor of(Tensor x) {
    if (!whole && x.isSymbolic() && !x.shape().isKnown()) {
      return Engine.run(new GetItem(List.of(indices)), x);
    }
    Tensor part = whole ? x : Engine.run(slice(), x);
    return part.reshape(Shape.of(shape));
  }

  private Slice slice() {
    return new Slice(Ints.of(begin), Ints.of(size), Ints.of(stride));
  }

  /** {@code x} with the part replaced by {@code value}, which broadcasts to it. */
  Tensor replace(Tensor x, Tensor value) {
    Tensor part = value.cast(x.dtype()).broadcastTo(Shape.of(shape)).reshape(Shape.of(size));
    SliceScatter scatter = new SliceScatter(Ints.of(begin), Ints.of(stride), x.shape());
    Tensor ones = Engine.beside(x, () -> Tensor.full(DType.BOOL, 1, size));
    Tensor here = Engine.run(scatter, ones);
    return Tensor.where(here, Engine.run(scatter, part), x);
  }
}

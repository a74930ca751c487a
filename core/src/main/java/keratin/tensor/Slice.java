package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Every {@code stride}-th element from {@code begin} on, {@code size} of them, along every axis.
 * Strides may be negative; bounds are already resolved.
 */
public record Slice(Ints begin, Ints size, Ints stride) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    Shape shape = in[0].shape();
    if (begin.length() != shape.rank()) {
      throw new ShapeException(
          "slice: %d bounds for the shape %s.".formatted(begin.length(), shape));
    }
    for (int i = 0; i < shape.rank(); i++) {
      if (isWholeUnknown(shape, i)) {
        continue;
      }
      long last = begin.get(i) + (long) (size.get(i) - 1) * stride.get(i);
      int dim = shape.dim(i);
      boolean inside =
          size.get(i) == 0
              || dim == Shape.UNKNOWN
              || begin.get(i) >= 0 && begin.get(i) < dim && last >= 0 && last < dim;
      if (size.get(i) < 0 || stride.get(i) == 0 || !inside) {
        throw new IndexException(
            "slice: begin %d, size %d, stride %d leave axis %d of the shape %s."
                .formatted(begin.get(i), size.get(i), stride.get(i), i, shape));
      }
    }
    return new Spec[] {in[0].as(Shape.of(size.toArray()))};
  }

  /** With axes that were taken whole when their length was unknown in the length they have now. */
  public Slice on(Shape shape) {
    int[] dims = size.toArray();
    for (int i = 0; i < Math.min(dims.length, shape.rank()); i++) {
      dims[i] = dims[i] == Shape.UNKNOWN ? shape.dim(i) : dims[i];
    }
    return new Slice(begin, Ints.of(dims), stride);
  }

  /** An axis of unknown length, taken whole: the batch of a symbol. */
  private boolean isWholeUnknown(Shape shape, int i) {
    return shape.dim(i) == Shape.UNKNOWN
        && size.get(i) == Shape.UNKNOWN
        && begin.get(i) == 0
        && stride.get(i) == 1;
  }

  @Override
  public boolean keepsInput(int index) {
    return false;
  }

  @Override
  public boolean keepsOutput(int index) {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {
      Engine.run(new SliceScatter(begin, stride, in[0].shape()), dy[0])
    };
  }
}

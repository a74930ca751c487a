package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** Tensors one after the other along an axis that exists. */
public record Concat(int axis) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    if (in.length == 0) {
      throw new ShapeException("concat: at least one tensor is needed.");
    }
    Shape first = in[0].shape();
    Expect.axis(label(), axis, first);
    int length = 0;
    for (Spec spec : in) {
      Shape shape = spec.shape();
      if (spec.dtype() != in[0].dtype()) {
        throw new DTypeException(
            "concat: tensors of %s and %s. Cast them to one dtype."
                .formatted(in[0].dtype(), spec.dtype()));
      }
      if (shape.rank() != first.rank() || !shape.with(axis, 1).agrees(first.with(axis, 1))) {
        throw new ShapeException(
            "concat: %s and %s differ in more than axis %d.".formatted(first, shape, axis));
      }
      for (int i = 0; i < first.rank(); i++) {
        first = first.dim(i) == Shape.UNKNOWN ? first.with(i, shape.dim(i)) : first;
      }
      int dim = shape.dim(axis);
      length = dim == Shape.UNKNOWN || length == Shape.UNKNOWN ? Shape.UNKNOWN : length + dim;
    }
    return new Spec[] {in[0].as(first.with(axis, length))};
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
    @Nullable Tensor[] parts = new @Nullable Tensor[in.length];
    int start = 0;
    for (int i = 0; i < in.length; i++) {
      int length = in[i].shape().dim(axis);
      parts[i] = dy[0].slice(axis, start, length);
      start += length;
    }
    return parts;
  }
}

package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** The index of the largest or smallest element along an axis, the first of equals; int32. */
public record ArgReduce(boolean largest, int axis) implements Primitive {
  @Override
  public String label() {
    return largest ? "argmax" : "argmin";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Shape shape = in[0].shape();
    if (in[0].dtype() == DType.STRING) {
      throw StringMoves.notDefined(label());
    }
    Expect.axis(label(), axis, shape);
    if (shape.dim(axis) == 0) {
      throw new ShapeException(
          "%s: axis %d of the shape %s is empty.".formatted(label(), axis, shape));
    }
    return new Spec[] {new Spec(DType.INT32, Axes.reduced(shape, 1 << axis, false))};
  }

  @Override
  public boolean isDifferentiable() {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[1];
  }
}

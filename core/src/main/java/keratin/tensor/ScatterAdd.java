package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Zeros of length {@code length} along {@code axis}, to which updates are added at the places an
 * integer tensor names: what {@link Gather} did, backwards.
 */
public record ScatterAdd(int axis, int length) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    Shape updates = in[0].shape();
    Shape indices = in[1].shape();
    if (in[0].dtype() == DType.STRING) {
      throw StringMoves.notDefined(label());
    }
    if (!in[1].dtype().isInteger()) {
      throw new DTypeException(
          "scatter_add: indices are %s but must be integers.".formatted(in[1].dtype()));
    }
    int end = axis + indices.rank();
    if (axis < 0 || end > updates.rank() || !fit(updates.slice(axis, end), indices)) {
      throw new ShapeException(
          "scatter_add: updates %s do not carry the indices' shape %s from axis %d on."
              .formatted(updates, indices, axis));
    }
    if (length < 0) {
      throw new ShapeException("scatter_add: the length %d is negative.".formatted(length));
    }
    Shape shape =
        updates.slice(0, axis).append(length).append(updates.slice(end, updates.rank()).dims());
    return new Spec[] {in[0].as(shape)};
  }

  private static boolean fit(Shape a, Shape b) {
    boolean fit = true;
    for (int i = 0; i < a.rank(); i++) {
      boolean known = a.dim(i) != Shape.UNKNOWN && b.dim(i) != Shape.UNKNOWN;
      fit &= !known || a.dim(i) == b.dim(i);
    }
    return fit;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {Engine.run(new Gather(axis), dy[0], in[1]), null};
  }
}

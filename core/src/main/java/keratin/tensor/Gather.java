package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Slices of {@code x} along an axis, picked by an integer tensor: axis {@code axis} of the result
 * is replaced by the shape of the indices. Indices may count from the end.
 */
public record Gather(int axis) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    Shape x = in[0].shape();
    Shape indices = in[1].shape();
    if (!in[1].dtype().isInteger()) {
      throw new DTypeException(
          "gather: indices are %s but must be integers.".formatted(in[1].dtype()));
    }
    Expect.axis(label(), axis, x);
    Shape shape =
        x.slice(0, axis).append(indices.dims()).append(x.slice(axis + 1, x.rank()).dims());
    return new Spec[] {in[0].as(shape)};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    ScatterAdd scatter = new ScatterAdd(axis, in[0].shape().dim(axis));
    return new @Nullable Tensor[] {Engine.run(scatter, dy[0], in[1]), null};
  }
}

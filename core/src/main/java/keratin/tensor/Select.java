package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** {@code condition ? a : b}, element by element; all three broadcast. */
public record Select() implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    if (in[0].dtype() != DType.BOOL) {
      throw new DTypeException(
          "where: the condition is %s, but must be bool. Compare it: condition.notEqual(0)"
              .formatted(in[0].dtype()));
    }
    if (in[1].dtype() != in[2].dtype()) {
      throw new DTypeException(
          "where: a is %s but b is %s. Cast one of them.".formatted(in[1].dtype(), in[2].dtype()));
    }
    Shape values = Shape.broadcast("where", in[1].shape(), in[2].shape());
    return new Spec[] {new Spec(in[1].dtype(), Shape.broadcast("where", in[0].shape(), values))};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    Tensor zero = dy[0].zerosLike();
    return new @Nullable Tensor[] {
      null, Tensor.where(in[0], dy[0], zero), Tensor.where(in[0], zero, dy[0])
    };
  }
}

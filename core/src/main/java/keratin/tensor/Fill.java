package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** A tensor of one number everywhere. Integers up to 2⁵³ are exact. */
public record Fill(Spec spec, double value) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    if (spec.dtype() == DType.STRING && value != 0) {
      throw new DTypeException(
          "fill: %s is no string. Broadcast one: Tensor.of(\"a\").broadcastTo(Shape.of(2, 3))"
              .formatted(value));
    }
    return new Spec[] {spec};
  }

  @Override
  public boolean isDifferentiable() {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[0];
  }
}

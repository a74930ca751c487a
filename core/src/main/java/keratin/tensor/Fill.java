package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** A tensor of one number everywhere. Integers up to 2⁵³ are exact. */
public record Fill(Spec spec, double value) implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
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

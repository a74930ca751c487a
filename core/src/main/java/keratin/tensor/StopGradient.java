package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** The same numbers, through which no gradient flows. */
public record StopGradient() implements Primitive {
  @Override
  public Spec[] infer(Spec[] in) {
    return in.clone();
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

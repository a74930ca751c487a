package keratin.tensor;

import org.jspecify.annotations.Nullable;

/** One number everywhere, in the shape and dtype of a symbol whose lengths may be unknown. */
public record FillLike(double value) implements CustomOp {
  @Override
  public Tensor[] forward(Tensor[] in) {
    return new Tensor[] {Engine.run(new Fill(in[0].spec(), value))};
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return in;
  }

  @Override
  public boolean isDifferentiable() {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {null};
  }
}

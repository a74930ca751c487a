package keratin.tensor;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * New or dropped axes of a symbol of several unknown lengths, which a reshape cannot tell apart.
 */
record AxesChange(String label, UnaryOperator<Tensor> steps, Shape to) implements CustomOp {
  @Override
  public boolean isTransparent() {
    return true;
  }

  @Override
  public Tensor[] forward(Tensor[] in) {
    return new Tensor[] {steps.apply(in[0])};
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return new Spec[] {in[0].as(to)};
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    throw new IllegalStateException("tapes hear the reshape");
  }
}

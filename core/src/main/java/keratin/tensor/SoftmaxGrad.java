package keratin.tensor;

/**
 * The gradient of {@link SoftmaxOp}, from its output and the output's gradient: {@code y · (dy − Σ
 * dy·y)}, and {@code dy − exp(y) · Σ dy} for the logarithm; sums are over the last axis.
 */
public record SoftmaxGrad(boolean log) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    return new Spec[] {in[0]};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor y = in[0];
    Tensor dy = in[1];
    return new Tensor[] {
      log
          ? dy.sub(y.exp().mul(SoftmaxOp.keep(Reduce.Kind.SUM, dy)))
          : y.mul(dy.sub(SoftmaxOp.keep(Reduce.Kind.SUM, dy.mul(y))))
    };
  }
}

package keratin.tensor;

/**
 * The gradient of {@link SoftmaxOp}, from its output and the output's gradient: {@code y · (dy − Σ
 * dy·y)}, and {@code dy − exp(y) · Σ dy} for the logarithm; sums are over the last axis.
 */
public record SoftmaxGrad(boolean log) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "y, dy");
    Expect.floating(label(), "y", in[0]);
    Expect.rank(label(), "y", in[0], 1);
    Expect.sameType(label(), "y", in[0], "dy", in[1]);
    Shape shape = Expect.sameShape(label(), "y", in[0].shape(), "dy", in[1].shape());
    return new Spec[] {in[0].as(shape)};
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

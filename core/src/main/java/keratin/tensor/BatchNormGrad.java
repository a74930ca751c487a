package keratin.tensor;

/**
 * The gradients of x, gamma and beta in {@link BatchNorm}.
 *
 * <p>Inputs: x, gamma, the mean and the variance that came out, and the gradients dy, dmean and
 * dvariance of the three outputs. With {@code x̂ = (x − mean)/√(variance + ε)} and n elements per
 * channel: {@code dbeta = Σdy}, {@code dgamma = Σdy·x̂}, {@code dx = gamma/√(variance + ε) · (dy −
 * dbeta/n − x̂·dgamma/n) + dmean/n + 2(x − mean)·dvariance/n}.
 */
public record BatchNormGrad(int axis, double epsilon) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 7, "x, gamma, mean, variance, dy, dmean, dvariance");
    Spec channels = BatchNorm.channels(label(), in[0], axis);
    Expect.perChannel(label(), "gamma", in[1], channels);
    Expect.perChannel(label(), "mean", in[2], channels);
    Expect.perChannel(label(), "variance", in[3], channels);
    Expect.sameType(label(), "x", in[0], "dy", in[4]);
    Shape shape = Expect.sameShape(label(), "x", in[0].shape(), "dy", in[4].shape());
    Expect.perChannel(label(), "dmean", in[5], channels);
    Expect.perChannel(label(), "dvariance", in[6], channels);
    return new Spec[] {in[0].as(shape), channels, channels};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    DType type = in[0].dtype();
    Tensor x = BatchNorm.widened(in[0]);
    Tensor dy = BatchNorm.widened(in[4]);
    Shape shape = x.shape();
    double n = Math.max(1, x.size() / Math.max(1, shape.dim(axis)));
    Reduce sum = new Reduce(Reduce.Kind.SUM, BatchNorm.others(shape, axis), true);
    Tensor distance = x.sub(spread(in[2], shape));
    Tensor inverse = spread(in[3], shape).add(epsilon).rsqrt();
    Tensor normal = distance.mul(inverse);
    Tensor dbeta = Engine.run(sum, dy);
    Tensor dgamma = Engine.run(sum, dy.mul(normal));
    Tensor own = dy.sub(dbeta.div(n)).sub(normal.mul(dgamma.div(n)));
    Tensor dx =
        own.mul(spread(in[1], shape).mul(inverse))
            .add(spread(in[5], shape).div(n))
            .add(distance.mul(spread(in[6], shape).mul(2 / n)));
    return new Tensor[] {
      dx.cast(type), dgamma.reshape(-1).cast(type), dbeta.reshape(-1).cast(type)
    };
  }

  private Tensor spread(Tensor perChannel, Shape x) {
    return BatchNorm.spread(BatchNorm.widened(perChannel), x, axis);
  }
}

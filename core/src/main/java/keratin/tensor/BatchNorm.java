package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Batch normalization in training: every channel with the mean and the variance of this batch,
 * {@code y = (x − mean) / √(variance + ε) · gamma + beta}.
 *
 * <p>Inputs of one floating dtype: x {@code (…, channels, …)}, gamma and beta {@code (channels)};
 * outputs: y like x, the mean and the variance {@code (channels)} over all other axes. The variance
 * is the biased one, {@code Σ(x − mean)² / n}.
 *
 * @param axis the axis of the channels, counted from the front
 * @param epsilon what keeps the divisor above 0
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, 2015</a>
 */
public record BatchNorm(int axis, double epsilon) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 3, "x, gamma, beta");
    Spec channels = channels(label(), in[0], axis);
    Expect.perChannel(label(), "gamma", in[1], channels);
    Expect.perChannel(label(), "beta", in[2], channels);
    return new Spec[] {in[0], channels, channels};
  }

  /** What one number per channel of {@code x} is. */
  static Spec channels(String op, Spec x, int axis) {
    Expect.floating(op, "x", x);
    Expect.rank(op, "x", x, 1);
    Expect.axis(op, axis, x.shape());
    return x.as(Shape.of(x.shape().dim(axis)));
  }

  /** A number per channel, as it stretches over x. */
  static Tensor spread(Tensor perChannel, Shape x, int axis) {
    return perChannel.reshape(Axes.reduced(x, others(x, axis), true));
  }

  /** The axes that are not the channels'. */
  static int others(Shape x, int axis) {
    return Axes.all(x) & ~(1 << axis);
  }

  /** Sums of halves need more digits than halves have. */
  static Tensor widened(Tensor x) {
    return x.dtype().bytes() < DType.FLOAT32.bytes() ? x.cast(DType.FLOAT32) : x;
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    DType type = in[0].dtype();
    Tensor x = widened(in[0]);
    Shape shape = x.shape();
    Reduce mean = new Reduce(Reduce.Kind.MEAN, others(shape, axis), true);
    Tensor center = Engine.run(mean, x);
    Tensor distance = x.sub(center);
    Tensor variance = Engine.run(mean, distance.square());
    Tensor scale = variance.add(epsilon).rsqrt().mul(spread(widened(in[1]), shape, axis));
    Tensor y = distance.mul(scale).add(spread(widened(in[2]), shape, axis));
    return new Tensor[] {
      y.cast(type), center.reshape(-1).cast(type), variance.reshape(-1).cast(type)
    };
  }

  @Override
  public boolean keepsOutput(int index) {
    return index > 0;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    BatchNormGrad gradient = new BatchNormGrad(axis, epsilon);
    return Engine.runAll(gradient, in[0], in[1], out[1], out[2], dy[0], dy[1], dy[2]);
  }
}

package keratin.ops;

import java.util.Arrays;
import java.util.stream.IntStream;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Numbers shifted and scaled by their means and variances. */
abstract class Normalizations extends Rearranging {
  private static final double EPSILON = 1e-7;

  Normalizations() {}

  /** Means and variances. */
  public record Moments(Tensor mean, Tensor variance) {}

  /** The means and variances over these axes. */
  public static Moments moments(Tensor x, int... axes) {
    return moments(x, false, axes);
  }

  /** As {@link #moments(Tensor, int...)}; keepDims keeps the axes with length 1. */
  public static Moments moments(Tensor x, boolean keepDims, int... axes) {
    Tensor wide = atLeastSingle(x);
    Tensor mean = Ops.mean(wide, true, axes);
    Tensor variance = Ops.mean(wide.sub(mean).square(), keepDims, axes);
    Tensor result = keepDims ? mean : Ops.mean(wide, axes);
    // Sums in half precision would lose what they are about.
    DType type = x.dtype().isFloating() ? x.dtype() : DType.FLOAT32;
    return new Moments(Ops.saturateCast(result, type), Ops.saturateCast(variance, type));
  }

  /** As {@link #moments(Tensor, boolean, int...)}, every element as often as its weight says. */
  public static Moments weightedMoments(
      Tensor x, Tensor frequencyWeights, boolean keepDims, int... axes) {
    Tensor wide = atLeastSingle(x);
    Tensor weights = frequencyWeights.cast(wide.dtype()).broadcastTo(x.shape());
    Tensor total = Ops.sum(weights, true, axes);
    Tensor mean = Ops.sum(wide.mul(weights), true, axes).div(total);
    Tensor squares = Ops.sum(wide.sub(mean).square().mul(weights), true, axes).div(total);
    // Reduced once more, over axes of length 1.
    return new Moments(
        Ops.sum(mean, keepDims, axes).cast(x.dtype()),
        Ops.sum(squares, keepDims, axes).cast(x.dtype()));
  }

  private static Tensor atLeastSingle(Tensor x) {
    return x.cast(DType.promote(x.dtype(), DType.FLOAT32));
  }

  /**
   * {@code (x − mean) / √(variance + epsilon) · scale + offset}, with vectors along one axis.
   *
   * @param offset null for 0
   * @param scale null for 1
   */
  public static Tensor batchNormalization(
      Tensor x,
      Tensor mean,
      Tensor variance,
      int axis,
      @Nullable Tensor offset,
      @Nullable Tensor scale,
      double epsilon) {
    int[] along = {x.shape().axis(axis)};
    Tensor inverse = spread(variance, x, along).add(epsilon).rsqrt();
    return scaled(
        x,
        spread(mean, x, along),
        inverse,
        scale == null ? null : spread(scale, x, along),
        offset == null ? null : spread(offset, x, along));
  }

  private static Tensor scaled(
      Tensor x, Tensor mean, Tensor inverse, @Nullable Tensor scale, @Nullable Tensor offset) {
    Tensor factor = scale == null ? inverse : inverse.mul(scale);
    Tensor shift = mean.mul(factor);
    return x.mul(factor).add(offset == null ? shift.neg() : offset.sub(shift));
  }

  /** With axes of length 1, so that these axes meet those of x. */
  private static Tensor spread(Tensor v, Tensor x, int[] axes) {
    if (v.rank() == x.rank()) {
      return v;
    }
    int[] dims = new int[x.rank()];
    Arrays.fill(dims, 1);
    for (int axis : axes) {
      dims[axis] = x.shape().dim(axis);
    }
    return v.reshape(dims);
  }

  /** {@link #layerNormalization(Tensor, Tensor, Tensor, int[], Double)} over the last axis. */
  public static Tensor layerNormalization(Tensor x, @Nullable Tensor gamma, @Nullable Tensor beta) {
    return layerNormalization(x, gamma, beta, new int[] {-1}, null);
  }

  /**
   * {@code (x − mean) / √(variance + epsilon) · gamma + beta}, mean and variance over these axes.
   *
   * @param gamma in the shape of the axes; null for 1
   * @param beta in the shape of the axes; null for 0
   * @param epsilon null for 1e-7
   * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros and Hinton, Layer Normalization</a>
   */
  public static Tensor layerNormalization(
      Tensor x,
      @Nullable Tensor gamma,
      @Nullable Tensor beta,
      int[] axis,
      @Nullable Double epsilon) {
    Tensor wide = atLeastSingle(x);
    int[] axes = sorted(x, axis);
    Moments moments = moments(wide, true, axes);
    Tensor inverse = moments.variance.add(epsilon == null ? EPSILON : epsilon).rsqrt();
    Tensor scale = gamma == null ? null : spread(gamma.cast(wide.dtype()), x, axes);
    Tensor offset = beta == null ? null : spread(beta.cast(wide.dtype()), x, axes);
    return scaled(wide, moments.mean, inverse, scale, offset).cast(x.dtype());
  }

  /**
   * As {@link #layerNormalization(Tensor, Tensor, Tensor, int[], Double)}; Keras' old keyword
   * {@code rmsScaling} leaves the mean and beta out, {@code x / √(variance + epsilon) · gamma}.
   * What is called so today is {@link #rmsNormalization}.
   */
  public static Tensor layerNormalization(
      Tensor x,
      @Nullable Tensor gamma,
      @Nullable Tensor beta,
      int[] axis,
      @Nullable Double epsilon,
      boolean rmsScaling) {
    if (!rmsScaling) {
      return layerNormalization(x, gamma, beta, axis, epsilon);
    }
    Tensor wide = atLeastSingle(x);
    int[] axes = sorted(x, axis);
    Tensor variance = Ops.variance(wide, true, axes);
    Tensor y = wide.mul(variance.add(epsilon == null ? EPSILON : epsilon).rsqrt());
    return (gamma == null ? y : y.mul(spread(gamma.cast(y.dtype()), x, axes))).cast(x.dtype());
  }

  private static int[] sorted(Tensor x, int[] axes) {
    return axes.length == 0
        ? IntStream.range(0, x.rank()).toArray()
        : Arrays.stream(axes).map(x.shape()::axis).sorted().toArray();
  }

  /**
   * {@code x / √(mean(x²) + epsilon) · scale}, the mean over these axes.
   *
   * @param scale broadcasts with x; null for 1
   * @param epsilon null for 1e-7
   * @see <a href="https://arxiv.org/abs/1910.07467">Zhang and Sennrich, Root Mean Square Layer
   *     Normalization</a>
   */
  public static Tensor rmsNormalization(
      Tensor x, @Nullable Tensor scale, int[] axis, @Nullable Double epsilon) {
    Tensor wide = atLeastSingle(x.rank() == 0 ? x.reshape(1) : x);
    Tensor mean = Ops.mean(wide.square(), true, sorted(wide, axis));
    Tensor y = wide.mul(mean.add(epsilon == null ? EPSILON : epsilon).rsqrt());
    return (scale == null ? y : y.mul(scale.cast(y.dtype()))).cast(x.dtype());
  }

  /**
   * {@code x / (bias + alpha · Σ x²)^beta}, the sum over the channels (the last axis) at most
   * {@code depthRadius} away.
   *
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/nn/local_response_normalization">
   *     tf.nn.local_response_normalization</a>
   */
  public static Tensor localResponseNormalization(
      Tensor x, int depthRadius, double bias, double alpha, double beta) {
    if (Composition.isOpen(x, -1)) {
      return Composition.of(
          "lrn",
          x.spec(),
          in -> localResponseNormalization(in[0], depthRadius, bias, alpha, beta),
          x);
    }
    int channels = x.shape().dim(-1);
    // A matrix with ones where two channels are near sums over windows.
    Tensor ones = Engine.beside(x, () -> Ops.ones(Shape.of(channels, channels), x.dtype()));
    Tensor near = Ops.tril(Ops.triu(ones, -depthRadius), depthRadius);
    Tensor sums = Ops.matmul(x.square(), near);
    return x.div(sums.mul(alpha).add(bias).pow(beta));
  }

  /** As {@link #localResponseNormalization}: TensorFlow's short name. */
  public static Tensor lrn(Tensor x, int depthRadius, double bias, double alpha, double beta) {
    return localResponseNormalization(x, depthRadius, bias, alpha, beta);
  }

  /**
   * {@code x + bias}, a number for every channel.
   *
   * @param dataFormat {@code "channels_last"} (also null), or {@code "channels_first"} if the
   *     channels are the second axis
   */
  public static Tensor biasAdd(Tensor x, Tensor bias, @Nullable String dataFormat) {
    return x.add(
        spread(bias, x, new int[] {Windows.isChannelsFirst(dataFormat) ? 1 : x.rank() - 1}));
  }
}

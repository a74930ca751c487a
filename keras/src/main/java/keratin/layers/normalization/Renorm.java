package keratin.layers.normalization;

import keratin.initializers.Initializer;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;

/**
 * Batch renormalization's part of {@link BatchNormalization}: in training, too, the output is that
 * of moving averages, {@code x̂·r + d} with {@code r = σ/σ_moving} and {@code d = (μ −
 * μ_moving)/σ_moving}, through which no gradient flows.
 *
 * @param deviation the moving standard deviation, which inference's variance is made from
 * @param mean the moving mean of training
 * @param stddev the moving standard deviation of training
 * @param bounds how far r and d may go
 * @param momentum the share of the moving averages of training that stays
 * @see <a href="https://arxiv.org/abs/1702.03275">Ioffe, 2017</a>
 */
record Renorm(
    Variable deviation, Variable mean, Variable stddev, RenormClipping bounds, double momentum) {
  /** The correction. */
  record Factors(Tensor r, Tensor d) {}

  /** Deviations begin as the roots of the variances. */
  static Initializer root(Initializer variance) {
    return new Initializer() {
      @Override
      public Tensor call(Shape shape, DType dtype) {
        return variance.call(shape, dtype).sqrt();
      }
    };
  }

  /** The correction for a batch of these statistics. */
  Factors factors(Tensor batchMean, Tensor batchVariance, double epsilon) {
    DType type = batchMean.dtype();
    Tensor center = batchMean.stopGradient();
    Tensor spread = batchVariance.stopGradient().add(epsilon).sqrt();
    Tensor moving = stddev.cast(type).maximum(Math.sqrt(epsilon));
    Tensor r = spread.div(moving);
    Tensor d = center.sub(mean.cast(type)).div(moving);
    if (bounds.rmin() != null) {
      r = r.maximum(bounds.rmin());
    }
    if (bounds.rmax() != null) {
      r = r.minimum(bounds.rmax());
    }
    if (bounds.dmax() != null) {
      d = d.minimum(bounds.dmax()).maximum(-bounds.dmax());
    }
    return new Factors(r, d);
  }

  /**
   * Lets the averages follow a batch.
   *
   * @param inference the variance that inference uses
   * @param share the part of inference's averages that stays
   */
  void follow(
      Tensor batchMean, Tensor batchVariance, double epsilon, Variable inference, double share) {
    Tensor spread = batchVariance.stopGradient().add(epsilon).sqrt();
    follow(mean, batchMean, momentum);
    follow(stddev, spread, momentum);
    follow(deviation, spread, share);
    // Rounding may have gone below 0.
    inference.assign(deviation.square().sub(epsilon).relu());
  }

  /** {@code average = average · share + next · (1 − share)}. */
  static void follow(Variable average, Tensor next, double share) {
    Tensor now = next.stopGradient();
    Tensor moved = average.cast(now.dtype()).mul(share).add(now.mul(1 - share));
    average.assign(moved.cast(average.dtype()));
  }
}

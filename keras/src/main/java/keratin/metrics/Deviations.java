package keratin.metrics;

import keratin.tensor.Tensor;

/** Means and deviations along an axis, which stays with length 1. */
final class Deviations {
  private Deviations() {}

  static Tensor mean(Tensor x, int axis) {
    return x.mean(axis).expandDims(x.shape().axis(axis));
  }

  static Tensor variance(Tensor x, int axis) {
    return mean(x.sub(mean(x, axis)).square(), axis);
  }

  /** {@code (x − mean) / σ} */
  static Tensor standardized(Tensor x, int axis) {
    Tensor deviation = x.sub(mean(x, axis));
    return deviation.div(variance(deviation, axis).sqrt());
  }
}

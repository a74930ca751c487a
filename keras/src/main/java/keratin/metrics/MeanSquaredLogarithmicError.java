package keratin.metrics;

import keratin.losses.Loss;

/**
 * The mean squared error of logarithms over all samples: see {@link
 * keratin.losses.MeanSquaredLogarithmicError} for the formula.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.MeanSquaredLogarithmicError</a>
 */
public final class MeanSquaredLogarithmicError extends LossMetric {
  /** The metric with its defaults. */
  public MeanSquaredLogarithmicError() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.MeanSquaredLogarithmicError();
  }
}

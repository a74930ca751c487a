package keratin.metrics;

import keratin.losses.Loss;

/**
 * The mean squared error over all samples: see {@link keratin.losses.MeanSquaredError} for the
 * formula.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.MeanSquaredError</a>
 */
public final class MeanSquaredError extends LossMetric {
  /** The metric with its defaults. */
  public MeanSquaredError() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.MeanSquaredError();
  }
}

package keratin.metrics;

import keratin.losses.Loss;

/**
 * The mean error in percent of the truth over all samples: see {@link
 * keratin.losses.MeanAbsolutePercentageError} for the formula.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.MeanAbsolutePercentageError</a>
 */
public final class MeanAbsolutePercentageError extends LossMetric {
  /** The metric with its defaults. */
  public MeanAbsolutePercentageError() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.MeanAbsolutePercentageError();
  }
}

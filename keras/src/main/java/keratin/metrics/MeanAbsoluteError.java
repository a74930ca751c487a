package keratin.metrics;

import keratin.losses.Loss;

/**
 * The mean absolute error over all samples: see {@link keratin.losses.MeanAbsoluteError} for the
 * formula.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.MeanAbsoluteError</a>
 */
public final class MeanAbsoluteError extends LossMetric {
  /** The metric with its defaults. */
  public MeanAbsoluteError() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.MeanAbsoluteError();
  }
}

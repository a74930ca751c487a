package keratin.metrics;

import keratin.losses.LogCosh;
import keratin.losses.Loss;

/**
 * The mean of {@code ln cosh(yPred − yTrue)}: see {@link LogCosh}.
 *
 * @see <a href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.LogCoshError</a>
 */
public final class LogCoshError extends LossMetric {
  /** The metric with its defaults. */
  public LogCoshError() {}

  @Override
  protected String defaultName() {
    return "logcosh";
  }

  @Override
  Loss makeLoss() {
    return new LogCosh();
  }
}

package keratin.metrics;

/**
 * The weighted number of samples that are no but predicted as yes, where a prediction above the
 * threshold means yes.
 *
 * <p>{@code yTrue} holds 0 and 1 in the shape of {@code yPred}. With several thresholds the result
 * is {@code (thresholds,)}.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.FalsePositives</a>
 */
public final class FalsePositives extends ConditionCount {
  /** The number at the threshold 0.5. */
  public FalsePositives() {}

  /** The numbers at one or several thresholds from 0 to 1. */
  public FalsePositives(double... thresholds) {
    setThresholds(thresholds);
  }

  @Override
  ConfusionCounts counts(Thresholds bounds, State cell) {
    return new ConfusionCounts(bounds, null, cell, null, null);
  }
}

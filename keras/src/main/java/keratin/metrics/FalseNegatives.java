package keratin.metrics;

/**
 * The weighted number of samples that are yes but predicted as no, where a prediction above the
 * threshold means yes.
 *
 * <p>{@code yTrue} holds 0 and 1 in the shape of {@code yPred}. With several thresholds the result
 * is {@code (thresholds,)}.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.FalseNegatives</a>
 */
public final class FalseNegatives extends ConditionCount {
  /** The number at the threshold 0.5. */
  public FalseNegatives() {}

  /** The numbers at one or several thresholds from 0 to 1. */
  public FalseNegatives(double... thresholds) {
    setThresholds(thresholds);
  }

  @Override
  ConfusionCounts counts(Thresholds bounds, State cell) {
    return new ConfusionCounts(bounds, null, null, null, cell);
  }
}

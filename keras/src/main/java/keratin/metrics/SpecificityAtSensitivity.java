package keratin.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The best specificity, {@code TN / (TN + FP)}, over all thresholds at which the sensitivity,
 * {@code TP / (TP + FN)}, is at least a given value; 0 if there is none.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} numbers from 0 to 1 in the same shape.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.SpecificityAtSensitivity</a>
 */
public final class SpecificityAtSensitivity extends ConstrainedRate {
  private SpecificityAtSensitivity() {
    super("sensitivity");
  }

  /** The best specificity where the sensitivity is at least this, from 0 to 1. */
  public SpecificityAtSensitivity(double sensitivity) {
    this();
    bound.set(sensitivity);
  }

  /** How many thresholds are tried, spread evenly from 0 to 1; 200 unless said otherwise. */
  public SpecificityAtSensitivity numThresholds(int count) {
    numThresholds.set(count);
    return this;
  }

  /** Looks at one class alone; null, the default, at all. */
  public SpecificityAtSensitivity classId(@Nullable Integer index) {
    classId.set(index);
    return this;
  }

  @Override
  double constrained(Cells cells, int threshold) {
    return cells.recall(threshold);
  }

  @Override
  double wanted(Cells cells, int threshold) {
    return cells.specificity(threshold);
  }
}

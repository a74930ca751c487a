package keratin.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The best sensitivity, {@code TP / (TP + FN)}, over all thresholds at which the specificity,
 * {@code TN / (TN + FP)}, is at least a given value; 0 if there is none.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} numbers from 0 to 1 in the same shape.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.SensitivityAtSpecificity</a>
 */
public final class SensitivityAtSpecificity extends ConstrainedRate {
  private SensitivityAtSpecificity() {
    super("specificity");
  }

  /** The best sensitivity where the specificity is at least this, from 0 to 1. */
  public SensitivityAtSpecificity(double specificity) {
    this();
    bound.set(specificity);
  }

  /** How many thresholds are tried, spread evenly from 0 to 1; 200 unless said otherwise. */
  public SensitivityAtSpecificity numThresholds(int count) {
    numThresholds.set(count);
    return this;
  }

  /** Looks at one class alone; null, the default, at all. */
  public SensitivityAtSpecificity classId(@Nullable Integer index) {
    classId.set(index);
    return this;
  }

  @Override
  double constrained(Cells cells, int threshold) {
    return cells.specificity(threshold);
  }

  @Override
  double wanted(Cells cells, int threshold) {
    return cells.recall(threshold);
  }
}

package keratin.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The best precision, {@code TP / (TP + FP)}, over all thresholds at which the recall, {@code TP /
 * (TP + FN)}, is at least a given value; 0 if there is none.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} numbers from 0 to 1 in the same shape.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.PrecisionAtRecall</a>
 */
public final class PrecisionAtRecall extends ConstrainedRate {
  private PrecisionAtRecall() {
    super("recall");
  }

  /** The best precision where the recall is at least this, from 0 to 1. */
  public PrecisionAtRecall(double recall) {
    this();
    bound.set(recall);
  }

  /** How many thresholds are tried, spread evenly from 0 to 1; 200 unless said otherwise. */
  public PrecisionAtRecall numThresholds(int count) {
    numThresholds.set(count);
    return this;
  }

  /** Looks at one class alone; null, the default, at all. */
  public PrecisionAtRecall classId(@Nullable Integer index) {
    classId.set(index);
    return this;
  }

  @Override
  double constrained(Cells cells, int threshold) {
    return cells.recall(threshold);
  }

  @Override
  double wanted(Cells cells, int threshold) {
    return cells.precision(threshold);
  }
}

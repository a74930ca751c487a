package keratin.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The best recall, {@code TP / (TP + FN)}, over all thresholds at which the precision, {@code TP /
 * (TP + FP)}, is at least a given value; 0 if there is none.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} numbers from 0 to 1 in the same shape.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.RecallAtPrecision</a>
 */
public final class RecallAtPrecision extends ConstrainedRate {
  private RecallAtPrecision() {
    super("precision");
  }

  /** The best recall where the precision is at least this, from 0 to 1. */
  public RecallAtPrecision(double precision) {
    this();
    bound.set(precision);
  }

  /** How many thresholds are tried, spread evenly from 0 to 1; 200 unless said otherwise. */
  public RecallAtPrecision numThresholds(int count) {
    numThresholds.set(count);
    return this;
  }

  /** Looks at one class alone; null, the default, at all. */
  public RecallAtPrecision classId(@Nullable Integer index) {
    classId.set(index);
    return this;
  }

  @Override
  double constrained(Cells cells, int threshold) {
    return cells.precision(threshold);
  }

  @Override
  double wanted(Cells cells, int threshold) {
    return cells.recall(threshold);
  }
}

package keratin.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The share of true positives that are found, {@code TP / (TP + FN)}, where a prediction strictly
 * above the threshold 0.5 means yes.
 *
 * <p>{@code yTrue} holds 0 and 1 in the shape of {@code yPred}. With several thresholds the result
 * is {@code (thresholds,)}; with top k the k largest predictions of a row mean yes.
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.Recall</a>
 */
public final class Recall extends PositiveShare {
  /** The share at the threshold 0.5. */
  public Recall() {}

  /** The shares at one or several thresholds from 0 to 1. */
  public Recall(double... thresholds) {
    this.thresholds.set(thresholds);
  }

  /** Takes the k largest predictions of a row as yes; null, the default, goes by thresholds. */
  public Recall topK(@Nullable Integer k) {
    topK.set(k);
    return this;
  }

  /** Looks at one class alone; null, the default, at all. */
  public Recall classId(@Nullable Integer index) {
    classId.set(index);
    return this;
  }

  @Override
  String wrongName() {
    return "false_negatives";
  }

  @Override
  ConfusionCounts counts(Thresholds bounds, State right, State wrong) {
    return new ConfusionCounts(bounds, right, null, null, wrong);
  }
}

package keratin.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The share of predicted positives that are right, {@code TP / (TP + FP)}, where a prediction
 * strictly above the threshold 0.5 means yes.
 *
 * <p>{@code yTrue} holds 0 and 1 in the shape of {@code yPred}. With several thresholds the result
 * is {@code (thresholds,)}; with top k the k largest predictions of a row mean yes.
 *
 * @see <a href="https://keras.io/api/metrics/classification_metrics/">keras.metrics.Precision</a>
 */
public final class Precision extends PositiveShare {
  /** The share at the threshold 0.5. */
  public Precision() {}

  /** The shares at one or several thresholds from 0 to 1. */
  public Precision(double... thresholds) {
    this.thresholds.set(thresholds);
  }

  /** Takes the k largest predictions of a row as yes; null, the default, goes by thresholds. */
  public Precision topK(@Nullable Integer k) {
    topK.set(k);
    return this;
  }

  /** Looks at one class alone; null, the default, at all. */
  public Precision classId(@Nullable Integer index) {
    classId.set(index);
    return this;
  }

  @Override
  String wrongName() {
    return "false_positives";
  }

  @Override
  ConfusionCounts counts(Thresholds bounds, State right, State wrong) {
    return new ConfusionCounts(bounds, right, wrong, null, null);
  }
}

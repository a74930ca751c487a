package keratin.metrics;

import keratin.losses.SameRank;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/**
 * The share of values that are equal in truth and prediction: of class numbers, not of
 * probabilities.
 *
 * @see <a href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.Accuracy</a>
 */
public final class Accuracy extends MeanMetric {
  /** The metric with its defaults. */
  public Accuracy() {}

  @Override
  protected String defaultName() {
    return "accuracy";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    SameRank pair = SameRank.of(yTrue.cast(yPred.dtype()), yPred);
    return pair.first().equal(pair.second()).cast(DType.FLOAT32);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

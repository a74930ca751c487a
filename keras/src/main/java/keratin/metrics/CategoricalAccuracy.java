package keratin.metrics;

import keratin.tensor.DType;
import keratin.tensor.Tensor;

/**
 * The share of samples whose largest prediction is at the class of the label; of equal predictions
 * the first counts.
 *
 * <p>{@code yTrue} is one-hot, both are {@code (batch, …, classes)}.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.CategoricalAccuracy</a>
 */
public final class CategoricalAccuracy extends MeanMetric {
  /** The metric with its defaults. */
  public CategoricalAccuracy() {}

  @Override
  protected String defaultName() {
    return "categorical_accuracy";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return yPred.argmax(-1).equal(yTrue.argmax(-1)).cast(DType.FLOAT32);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

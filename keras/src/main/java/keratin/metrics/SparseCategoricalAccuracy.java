package keratin.metrics;

import keratin.tensor.DType;
import keratin.tensor.Tensor;

/**
 * The share of samples whose largest prediction is at the class of the label; of equal predictions
 * the first counts.
 *
 * <p>{@code yTrue} holds class numbers, {@code (batch, …)} or {@code (batch, …, 1)}; {@code yPred}
 * is {@code (batch, …, classes)}.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.SparseCategoricalAccuracy</a>
 */
public final class SparseCategoricalAccuracy extends MeanMetric {
  /** The metric with its defaults. */
  public SparseCategoricalAccuracy() {}

  @Override
  protected String defaultName() {
    return "sparse_categorical_accuracy";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    boolean column = yTrue.rank() == yPred.rank() && yTrue.shape().dim(-1) == 1;
    Tensor labels = column ? yTrue.squeeze(-1) : yTrue;
    Tensor matches = yPred.argmax(-1).equal(labels).cast(DType.FLOAT32);
    boolean single = matches.rank() > 1 && matches.shape().dim(-1) == 1;
    return single ? matches.squeeze(-1) : matches;
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

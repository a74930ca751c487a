package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.losses.SameRank;
import keratin.tensor.DType;
import keratin.tensor.Tensor;

/**
 * The share of yes-no predictions that are right: yes is a prediction above the threshold,
 * strictly.
 *
 * <p>{@code yTrue} holds 0 and 1, {@code yPred} numbers of the same shape {@code (batch, …)}.
 *
 * @see <a href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.BinaryAccuracy</a>
 */
public final class BinaryAccuracy extends MeanMetric {
  private final Option<Double> threshold = option("threshold", Kind.RATE, 0.5);

  /** The metric with its defaults. */
  public BinaryAccuracy() {}

  /** Above what a prediction means yes. */
  public BinaryAccuracy threshold(double bound) {
    threshold.set(bound);
    return this;
  }

  @Override
  protected String defaultName() {
    return "binary_accuracy";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    SameRank pair = SameRank.of(yTrue, yPred);
    // In float32, as Keras compares: 0.3 as a float32 is not above a threshold of 0.3.
    Tensor yes = pair.second().greater(threshold.get().floatValue());
    return pair.first().equal(yes.cast(pair.first().dtype())).cast(DType.FLOAT32);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * The share of samples whose label is among the k largest predictions, 5 unless said otherwise; a
 * tie with the k-th counts as in.
 *
 * <p>{@code yTrue} is one-hot, both are {@code (batch, …, classes)}.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.TopKCategoricalAccuracy</a>
 */
public final class TopKCategoricalAccuracy extends MeanMetric {
  private final Option<Integer> k = option("k", Kind.POSITIVE, 5);

  /** The metric with its defaults. */
  public TopKCategoricalAccuracy() {}

  /** The share of samples whose label is among the {@code k} largest predictions. */
  public TopKCategoricalAccuracy(int k) {
    this.k.set(k);
  }

  @Override
  protected String defaultName() {
    return "top_k_categorical_accuracy";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return TopK.contains(yPred, yTrue.argmax(-1), k.get());
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * The share of samples whose label is among the k largest predictions, 5 unless said otherwise; a
 * tie with the k-th counts as in.
 *
 * <p>{@code yTrue} holds class numbers {@code (batch, …)}, {@code yPred} is {@code (batch, …,
 * classes)}.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/accuracy_metrics/">keras.metrics.SparseTopKCategoricalAccuracy</a>
 */
public final class SparseTopKCategoricalAccuracy extends MeanMetric {
  private final Option<Integer> k = option("k", Kind.POSITIVE, 5);
  private final Option<Boolean> fromSortedIds = option("from_sorted_ids", Kind.BOOL, false);

  /** The metric with its defaults. */
  public SparseTopKCategoricalAccuracy() {}

  /** The share of samples whose label is among the {@code k} largest predictions. */
  public SparseTopKCategoricalAccuracy(int k) {
    this.k.set(k);
  }

  /** Whether predictions are class numbers, the likeliest first, instead of scores. */
  public SparseTopKCategoricalAccuracy fromSortedIds(boolean on) {
    fromSortedIds.set(on);
    return this;
  }

  @Override
  protected String defaultName() {
    return "sparse_top_k_categorical_accuracy";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return fromSortedIds.get()
        ? TopK.listed(yPred, yTrue, k.get())
        : TopK.contains(yPred, yTrue, k.get());
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

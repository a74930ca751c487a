package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.losses.Loss;
import keratin.tensor.Tensor;

/**
 * The mean cosine of the angle between truth and prediction along an axis: 1 for the same
 * direction. The {@link keratin.losses.CosineSimilarity loss} of that name is its negative.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.CosineSimilarity</a>
 */
public final class CosineSimilarity extends LossMetric {
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The metric with its defaults. */
  public CosineSimilarity() {}

  /** The axis of the vectors. */
  public CosineSimilarity axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  Loss makeLoss() {
    return new keratin.losses.CosineSimilarity(axis.get());
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return super.values(yTrue, yPred).neg();
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

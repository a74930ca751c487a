package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.losses.SameRank;
import keratin.tensor.Tensor;

/**
 * Lin's concordance correlation of truth and prediction along an axis, and its mean over all
 * samples: 1 only where both are equal, not just on one line.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.ConcordanceCorrelation</a>
 */
public final class ConcordanceCorrelation extends MeanMetric {
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The metric along the last axis. */
  public ConcordanceCorrelation() {}

  /** The axis of the samples that are correlated. */
  public ConcordanceCorrelation axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  protected String defaultName() {
    return "concordance_correlation";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    SameRank pair = SameRank.of(yTrue.cast(yPred.dtype()), yPred);
    int along = axis.get();
    Tensor truth = pair.first();
    Tensor mean = Deviations.mean(pair.second(), along);
    Tensor deviation = pair.second().sub(mean);
    Tensor covariance = truth.sub(mean).mul(deviation);
    Tensor gap = Deviations.mean(truth, along).sub(mean).square();
    Tensor spread = Deviations.variance(truth, along).add(Deviations.variance(deviation, along));
    return covariance.mul(2).div(spread.add(gap).add(1e-7)).mean(along);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

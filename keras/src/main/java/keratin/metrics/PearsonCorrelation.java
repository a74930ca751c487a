package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.losses.SameRank;
import keratin.tensor.Tensor;

/**
 * Pearson's correlation coefficient of truth and prediction along an axis, from −1 to 1, and its
 * mean over all samples: {@code mean((yTrue − ȳ)/σ · (yPred − p̄)/σ′)}.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/regression_metrics/">keras.metrics.PearsonCorrelation</a>
 */
public final class PearsonCorrelation extends MeanMetric {
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The metric along the last axis. */
  public PearsonCorrelation() {}

  /** The axis of the samples that are correlated. */
  public PearsonCorrelation axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  protected String defaultName() {
    return "pearson_correlation";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    SameRank pair = SameRank.of(yTrue.cast(yPred.dtype()), yPred);
    int along = axis.get();
    Tensor truth = Deviations.standardized(pair.first(), along);
    return truth.mul(Deviations.standardized(pair.second(), along)).mean(along);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}

package keratin.metrics;

import keratin.losses.Loss;

/**
 * The Kullback–Leibler divergence of predicted from true probabilities, in nats, over all samples:
 * see {@link keratin.losses.KLDivergence} for the formula.
 *
 * @see <a href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.KLDivergence</a>
 */
public final class KLDivergence extends LossMetric {
  /** The metric with its defaults. */
  public KLDivergence() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.KLDivergence();
  }
}

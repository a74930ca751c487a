package keratin.metrics;

import keratin.losses.Loss;

/**
 * The Poisson loss over all samples: see {@link keratin.losses.Poisson} for the formula.
 *
 * @see <a href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.Poisson</a>
 */
public final class Poisson extends LossMetric {
  /** The metric with its defaults. */
  public Poisson() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.Poisson();
  }
}

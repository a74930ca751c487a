package keratin.metrics;

import keratin.losses.Loss;

/**
 * The hinge loss of several classes over all samples: see {@link keratin.losses.CategoricalHinge}
 * for the formula.
 *
 * @see <a href="https://keras.io/api/metrics/hinge_metrics/">keras.metrics.CategoricalHinge</a>
 */
public final class CategoricalHinge extends LossMetric {
  /** The metric with its defaults. */
  public CategoricalHinge() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.CategoricalHinge();
  }
}

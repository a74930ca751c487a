package keratin.metrics;

import keratin.losses.Loss;

/**
 * The hinge loss over all samples: see {@link keratin.losses.Hinge} for the formula.
 *
 * @see <a href="https://keras.io/api/metrics/hinge_metrics/">keras.metrics.Hinge</a>
 */
public final class Hinge extends LossMetric {
  /** The metric with its defaults. */
  public Hinge() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.Hinge();
  }
}

package keratin.metrics;

import keratin.losses.Loss;

/**
 * The squared hinge loss over all samples: see {@link keratin.losses.SquaredHinge} for the formula.
 *
 * @see <a href="https://keras.io/api/metrics/hinge_metrics/">keras.metrics.SquaredHinge</a>
 */
public final class SquaredHinge extends LossMetric {
  /** The metric with its defaults. */
  public SquaredHinge() {}

  @Override
  Loss makeLoss() {
    return new keratin.losses.SquaredHinge();
  }
}

package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.losses.Loss;

/**
 * The mean cross-entropy over all samples, in nats: see {@link
 * keratin.losses.CategoricalCrossentropy} for the formula.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.CategoricalCrossentropy</a>
 */
public final class CategoricalCrossentropy extends LossMetric {
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private final Option<Double> labelSmoothing = option("label_smoothing", Kind.RATE, 0.0);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The metric of probabilities. */
  public CategoricalCrossentropy() {}

  /** Whether predictions are logits, that is, no softmax or sigmoid came before. */
  public CategoricalCrossentropy fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  /** Moves labels by α towards 1/classes. */
  public CategoricalCrossentropy labelSmoothing(double alpha) {
    labelSmoothing.set(alpha);
    return this;
  }

  /** The axis of the classes. */
  public CategoricalCrossentropy axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  Loss makeLoss() {
    return new keratin.losses.CategoricalCrossentropy()
        .fromLogits(fromLogits.get())
        .labelSmoothing(labelSmoothing.get())
        .axis(axis.get());
  }
}

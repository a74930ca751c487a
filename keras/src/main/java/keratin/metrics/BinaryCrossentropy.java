package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.losses.Loss;

/**
 * The mean cross-entropy over all samples, in nats: see {@link keratin.losses.BinaryCrossentropy}
 * for the formula.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.BinaryCrossentropy</a>
 */
public final class BinaryCrossentropy extends LossMetric {
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private final Option<Double> labelSmoothing = option("label_smoothing", Kind.RATE, 0.0);

  /** The metric of probabilities. */
  public BinaryCrossentropy() {}

  /** Whether predictions are logits, that is, no softmax or sigmoid came before. */
  public BinaryCrossentropy fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  /** Moves labels by α towards 1/2. */
  public BinaryCrossentropy labelSmoothing(double alpha) {
    labelSmoothing.set(alpha);
    return this;
  }

  @Override
  Loss makeLoss() {
    return new keratin.losses.BinaryCrossentropy()
        .fromLogits(fromLogits.get())
        .labelSmoothing(labelSmoothing.get());
  }
}

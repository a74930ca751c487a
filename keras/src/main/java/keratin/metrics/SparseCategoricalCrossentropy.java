package keratin.metrics;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.losses.Loss;
import org.jspecify.annotations.Nullable;

/**
 * The mean cross-entropy over all samples, in nats: see {@link
 * keratin.losses.SparseCategoricalCrossentropy} for the formula.
 *
 * @see <a
 *     href="https://keras.io/api/metrics/probabilistic_metrics/">keras.metrics.SparseCategoricalCrossentropy</a>
 */
public final class SparseCategoricalCrossentropy extends LossMetric {
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private final Option<@Nullable Integer> ignoreClass =
      option("ignore_class", Kind.INT.orNull(), null);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The metric of probabilities. */
  public SparseCategoricalCrossentropy() {}

  /** Whether predictions are logits, that is, no softmax or sigmoid came before. */
  public SparseCategoricalCrossentropy fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  /** A class whose entries do not count; null, the default, for none. */
  public SparseCategoricalCrossentropy ignoreClass(@Nullable Integer label) {
    ignoreClass.set(label);
    return this;
  }

  /** The axis of the classes: the last. */
  public SparseCategoricalCrossentropy axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  Loss makeLoss() {
    return new keratin.losses.SparseCategoricalCrossentropy()
        .fromLogits(fromLogits.get())
        .ignoreClass(ignoreClass.get())
        .axis(axis.get());
  }
}

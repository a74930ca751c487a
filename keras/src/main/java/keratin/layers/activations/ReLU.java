package keratin.layers.activations;

import keratin.activations.Activations;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@code max(x, 0)}, with an optional ceiling, slope below and threshold: {@code maxValue} where x
 * ≥ maxValue, {@code x} from the threshold on, {@code negativeSlope · (x − threshold)} below it.
 *
 * @see <a href="https://keras.io/api/layers/activation_layers/relu/">keras.layers.ReLU</a>
 */
public final class ReLU extends Layer {
  private final Option<@Nullable Double> maxValue =
      option("max_value", NotNegative.KIND.orNull(), null);
  private final Option<Double> negativeSlope = option("negative_slope", NotNegative.KIND, 0.0);
  private final Option<Double> threshold = option("threshold", NotNegative.KIND, 0.0);

  /** The ceiling. */
  public ReLU maxValue(double value) {
    maxValue.set(value);
    return this;
  }

  /** The slope below the threshold. */
  public ReLU negativeSlope(double slope) {
    negativeSlope.set(slope);
    return this;
  }

  /** Where the slope 1 begins. */
  public ReLU threshold(double value) {
    threshold.set(value);
    return this;
  }

  @Override
  public ReLU name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return Activations.relu(x, negativeSlope.get(), maxValue.get(), threshold.get());
  }
}

package keratin.layers.activations;

import java.util.Map;
import keratin.activations.Activations;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.tensor.Tensor;

/**
 * {@code x} above 0, {@code negativeSlope · x} below: 0.3, unlike the function {@link
 * Activations#leakyRelu}, which has 0.2.
 *
 * @see <a
 *     href="https://keras.io/api/layers/activation_layers/leaky_relu/">keras.layers.LeakyReLU</a>
 */
public final class LeakyReLU extends Layer {
  private final Option<Double> negativeSlope = option("negative_slope", NotNegative.KIND, 0.3);

  /** With the slope 0.3. */
  public LeakyReLU() {}

  /** With this slope below 0. */
  public LeakyReLU(double negativeSlope) {
    this.negativeSlope.set(negativeSlope);
  }

  @Override
  public LeakyReLU name(String text) {
    super.name(text);
    return this;
  }

  /** Also reads the key of Keras 2, {@code alpha}. */
  @Override
  public void configure(Map<String, ?> config) {
    super.configure(config);
    if (config.get("alpha") != null) {
      negativeSlope.set(config.get("alpha"));
    }
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
    return Activations.leakyRelu(x, negativeSlope.get());
  }
}

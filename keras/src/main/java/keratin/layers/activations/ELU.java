package keratin.layers.activations;

import keratin.activations.Activations;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.tensor.Tensor;

/**
 * {@code x} above 0, {@code alpha · (eˣ − 1)} below.
 *
 * @see <a href="https://keras.io/api/layers/activation_layers/elu/">keras.layers.ELU</a>
 */
public final class ELU extends Layer {
  private final Option<Double> alpha = option("alpha", Kind.FLOAT, 1.0);

  /** With alpha 1. */
  public ELU() {}

  /** With this alpha. */
  public ELU(double alpha) {
    this.alpha.set(alpha);
  }

  @Override
  public ELU name(String text) {
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
    return Activations.elu(x, alpha.get());
  }
}

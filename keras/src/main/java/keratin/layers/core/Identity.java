package keratin.layers.core;

import keratin.layers.Layer;
import keratin.tensor.Tensor;

/**
 * Passes its input on: a placeholder.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/identity/">keras.layers.Identity</a>
 */
public final class Identity extends Layer {
  @Override
  public Identity name(String text) {
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
    return x;
  }
}

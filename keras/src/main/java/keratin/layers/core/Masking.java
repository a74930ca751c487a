package keratin.layers.core;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.layers.Mask;
import keratin.tensor.Tensor;

/**
 * Masks the steps of a sequence whose features all equal {@code maskValue}: layers that know masks
 * pass over them. Their features become 0.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/masking/">keras.layers.Masking</a>
 */
public final class Masking extends Layer {
  private final Option<Double> maskValue = option("mask_value", Kind.FLOAT, 0.0);

  /** Masks steps of zeros. */
  public Masking() {}

  /** Masks steps of this value. */
  public Masking(double maskValue) {
    this.maskValue.set(maskValue);
  }

  @Override
  public Masking name(String text) {
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
    Tensor mask = x.notEqual(maskValue.get()).any(-1);
    Tensor y = Tensor.where(mask.expandDims(-1), x, Tensor.full(x.dtype(), 0));
    return Mask.attach(y, mask);
  }
}

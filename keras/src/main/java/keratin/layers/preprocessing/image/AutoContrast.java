package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/**
 * Stretches the colours of images so that every channel uses the whole value range: its smallest
 * number becomes the lower end, its largest the upper one. Channels of one number stay as they are.
 * In inference, too.
 *
 * {@snippet :
 * new AutoContrast().of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/auto_contrast/">keras.layers.AutoContrast</a>
 */
public final class AutoContrast extends BaseImagePreprocessing<AutoContrast> {
  private final Option<Factor> valueRange = option("value_range", Factor.RANGE, BaseColours.BYTES);

  /** The range of the numbers in images, 0 to 255 by default. */
  public AutoContrast valueRange(double low, double high) {
    valueRange.set(new double[] {low, high});
    return this;
  }

  @Override
  Transformation transformation(Tensor images, boolean training) {
    return this::stretched;
  }

  private Tensor stretched(Tensor images) {
    Tensor x = BaseColours.rescaled(images, valueRange.get(), BaseColours.BYTES);
    int[] pixels = {heightAxis(), heightAxis() + 1};
    Tensor low = Ops.min(x, true, pixels);
    Tensor scale = Ops.max(x, true, pixels).sub(low).reciprocal().mul(255);
    Tensor wide = Ops.clip(x.mul(scale).sub(low.mul(scale)), 0, 255);
    Tensor y = BaseColours.rescaled(wide, BaseColours.BYTES, valueRange.get());
    return Tensor.where(y.isNan(), images, y);
  }
}

package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Image;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Turns the hues of images at random, by up to half of the factor of the circle, either way.
 *
 * {@snippet :
 * new RandomHue(0.2).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_hue/">keras.layers.RandomHue</a>
 */
public final class RandomHue extends BaseColours<RandomHue> {
  private final Option<Factor> factor = required("factor", Factor.kind(0, 1));

  private RandomHue() {}

  /** Turns from 0 to {@code factor}, 0 to 1. */
  public RandomHue(double factor) {
    this.factor.set(factor);
  }

  /** Turns from {@code lower} to {@code upper}, 0 to 1. */
  public RandomHue(double lower, double upper) {
    factor.set(new double[] {lower, upper});
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor back = perImage(images, Factor.UNIT, source).greater(0.5);
    Tensor turn = perImage(images, factor.get(), source);
    Tensor shift = spread(Tensor.where(back, turn.neg(), turn).mul(0.5));
    return x -> turned(x, shift);
  }

  private Tensor turned(Tensor images, Tensor shift) {
    String format = axes().dataFormat();
    Tensor hsv = Image.rgbToHsv(rescaled(images, valueRange(), Factor.UNIT), format);
    Tensor hue = hsv.slice(channelAxis(), 0, 1).add(shift);
    hue = Tensor.where(hue.greater(1), hue.sub(1), hue);
    hue = Tensor.where(hue.less(0), hue.add(1), hue);
    Tensor rest = hsv.slice(channelAxis(), 1, 2);
    Tensor rgb = Image.hsvToRgb(Ops.concat(channelAxis(), hue, rest), format);
    return rescaled(Ops.clip(rgb, 0, 1), Factor.UNIT, valueRange());
  }
}

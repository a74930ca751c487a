package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Image;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Makes the colours of images stronger or weaker at random: the saturation becomes {@code s · f /
 * (1 − f)}, so that 0.5 leaves it, 0 takes it all and 1 is the strongest.
 *
 * {@snippet :
 * new RandomSaturation(0.3, 0.7).valueRange(0, 1).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_saturation/">keras.layers.RandomSaturation</a>
 */
public final class RandomSaturation extends BaseColours<RandomSaturation> {
  private final Option<Factor> factor = required("factor", Factor.kind(-1, 1));

  private RandomSaturation() {}

  /** Strengths from {@code −factor} to {@code factor}. */
  public RandomSaturation(double factor) {
    this.factor.set(factor);
  }

  /** Strengths from {@code lower} to {@code upper}. */
  public RandomSaturation(double lower, double upper) {
    factor.set(new double[] {lower, upper});
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor drawn = perImage(images, factor.get(), source);
    // Keras' epsilon keeps 1 finite.
    Tensor strength = drawn.div(drawn.mul(-1).add(1).add(1e-7)).reshape(-1, 1, 1, 1);
    return x -> {
      String format = axes().dataFormat();
      Tensor hsv = Image.rgbToHsv(x, format);
      Tensor saturation = clipped(hsv.slice(channelAxis(), 1, 1).mul(strength));
      Tensor hue = hsv.slice(channelAxis(), 0, 1);
      Tensor value = hsv.slice(channelAxis(), 2, 1);
      return Image.hsvToRgb(Ops.concat(channelAxis(), hue, saturation, value), format);
    };
  }
}

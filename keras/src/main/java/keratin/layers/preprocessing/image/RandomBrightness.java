package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Makes images brighter or darker at random: adds one number to all of an image's, drawn from the
 * factor's range and times the width of the value range.
 *
 * {@snippet :
 * new RandomBrightness(0.2).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/">keras.layers.RandomBrightness</a>
 */
public final class RandomBrightness extends BaseColours<RandomBrightness> {
  private final Option<Factor> factor = required("factor", Factor.kind(-1, 1));

  private RandomBrightness() {}

  /** Numbers from {@code −factor} to {@code factor} of the value range, at most 1. */
  public RandomBrightness(double factor) {
    this.factor.set(factor);
  }

  /** Numbers from {@code lower} to {@code upper} of the value range, −1 to 1. */
  public RandomBrightness(double lower, double upper) {
    factor.set(new double[] {lower, upper});
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor drawn = spread(perImage(images, factor.get(), source));
    Tensor delta = drawn.mul(valueRange().upper() - valueRange().lower());
    return x -> clipped(x.add(delta));
  }
}

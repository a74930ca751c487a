package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Image;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Takes colour out of images at random: {@code x + factor · (grey − x)}; all of it for 1.
 *
 * {@snippet :
 * new RandomColorDegeneration(0.5).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_degeneration/">keras.layers.RandomColorDegeneration</a>
 */
public final class RandomColorDegeneration extends BaseColours<RandomColorDegeneration> {
  private final Option<Factor> factor = required("factor", Factor.kind(-1, 1));

  private RandomColorDegeneration() {}

  /** Parts from {@code −factor} to {@code factor}. */
  public RandomColorDegeneration(double factor) {
    this.factor.set(factor);
  }

  /** Parts from {@code lower} to {@code upper}, −1 to 1. */
  public RandomColorDegeneration(double lower, double upper) {
    factor.set(new double[] {lower, upper});
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor part = spread(perImage(images, factor.get(), source));
    return x -> {
      Tensor grey = Image.rgbToGrayscale(x, axes().dataFormat());
      return clipped(x.add(part.mul(grey.sub(x))));
    };
  }
}

package keratin.layers.preprocessing.image;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Image;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Makes images grey at random; they keep their three channels, which become equal.
 *
 * {@snippet :
 * new RandomGrayscale(0.3).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_grayscale/">keras.layers.RandomGrayscale</a>
 */
public final class RandomGrayscale extends BaseRandomImage<RandomGrayscale> {
  private final Option<Double> factor = option("factor", Kind.RATE, 0.5);

  /** Every second image. */
  public RandomGrayscale() {}

  /** Images with this probability. */
  public RandomGrayscale(double factor) {
    this.factor.set(factor);
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor chosen = spread(perImage(images, Factor.UNIT, source).less(factor.get()));
    return x -> Tensor.where(chosen, Image.rgbToGrayscale(x, axes().dataFormat()), x);
  }
}

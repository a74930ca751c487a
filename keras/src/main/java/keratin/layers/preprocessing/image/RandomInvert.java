package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Inverts images at random: {@code upper − x}, with the upper end of the value range.
 *
 * {@snippet :
 * new RandomInvert().factor(0.3).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_invert/">keras.layers.RandomInvert</a>
 */
public final class RandomInvert extends BaseColours<RandomInvert> {
  private final Option<Factor> factor = option("factor", Factor.kind(0, 1), 1.0);

  /** The probability of an image to be chosen, or a range of it that is drawn from. */
  public RandomInvert factor(double... probability) {
    factor.set(probability.length == 1 ? (Object) probability[0] : probability);
    return this;
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor chosen = spread(chosen(images, factor.get(), source));
    return x -> Tensor.where(chosen, x.mul(-1).add(valueRange().upper()), x);
  }
}

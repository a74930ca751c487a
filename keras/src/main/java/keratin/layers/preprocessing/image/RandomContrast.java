package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Changes the contrast of images at random: {@code (x − mean) · contrast + mean} for every channel,
 * with a contrast from {@code 1 − lower} to {@code 1 + upper}.
 *
 * {@snippet :
 * new RandomContrast(0.2).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/">keras.layers.RandomContrast</a>
 */
public final class RandomContrast extends BaseColours<RandomContrast> {
  private final Option<Factor> factor = required("factor", Factor.kind(0, 1));

  private RandomContrast() {}

  /** Contrasts from 1 to {@code 1 + factor}. */
  public RandomContrast(double factor) {
    this.factor.set(factor);
  }

  /** Contrasts from {@code 1 − lower} to {@code 1 + upper}; both from 0 to 1. */
  public RandomContrast(double lower, double upper) {
    factor.set(new double[] {lower, upper});
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    double low = 1 - factor.get().lower();
    double high = 1 + factor.get().upper();
    Tensor contrast = spread(uniform(low, high, source, images.shape().dim(0)));
    return x -> {
      Tensor mean = Ops.mean(Ops.mean(x, true, heightAxis()), true, heightAxis() + 1);
      return clipped(x.sub(mean).mul(contrast).add(mean));
    };
  }
}

package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Shifts images at random, as a part of their height and width.
 *
 * {@snippet :
 * new RandomTranslation(0.2, 0.2).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/">keras.layers.RandomTranslation</a>
 */
public final class RandomTranslation extends BaseWarp<RandomTranslation> {
  private static final String RANGE = "a number from -1 to 1, or two of them";

  private final Option<Factor> heightFactor =
      required("height_factor", Factor.around(RANGE, -1, -1, 1));
  private final Option<Factor> widthFactor =
      required("width_factor", Factor.around(RANGE, -1, -1, 1));

  private RandomTranslation() {}

  /** Shifts down and to the right of at most these parts of the height and width, either way. */
  public RandomTranslation(double heightFactor, double widthFactor) {
    this.heightFactor.set(heightFactor);
    this.widthFactor.set(widthFactor);
  }

  /** The range of shifts down, as parts of the height, −1 to 1. */
  public RandomTranslation heightFactor(double lower, double upper) {
    heightFactor.set(new double[] {lower, upper});
    return this;
  }

  /** The range of shifts to the right, as parts of the width, −1 to 1. */
  public RandomTranslation widthFactor(double lower, double upper) {
    widthFactor.set(new double[] {lower, upper});
    return this;
  }

  @Override
  Warp warp(Tensor images, Seed source) {
    Tensor down = perImage(images, heightFactor.get(), source).mul(height(images));
    Tensor right = perImage(images, widthFactor.get(), source).mul(width(images));
    Tensor ones = down.onesLike();
    Tensor zeros = down.zerosLike();
    Tensor[] rows = {ones, zeros, right.neg(), zeros, ones, down.neg()};
    Tensor shift = Ops.stack(1, right, down, right, down).expandDims(1);
    return new Warp(rows, boxes -> boxes.add(shift));
  }
}

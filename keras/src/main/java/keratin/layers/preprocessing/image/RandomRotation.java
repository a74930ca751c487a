package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Turns images around their centre at random.
 *
 * {@snippet :
 * new RandomRotation(0.1).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/">keras.layers.RandomRotation</a>
 */
public final class RandomRotation extends BaseWarp<RandomRotation> {
  private final Option<Factor> factor = required("factor", Factor.kind(-1, 1));

  private RandomRotation() {}

  /** Turns from {@code −factor} to {@code factor} of the circle. */
  public RandomRotation(double factor) {
    this.factor.set(factor);
  }

  /** Turns from {@code lower} to {@code upper} of the circle, −1 to 1. */
  public RandomRotation(double lower, double upper) {
    factor.set(new double[] {lower, upper});
  }

  @Override
  Warp warp(Tensor images, Seed source) {
    double low = factor.get().lower() * 360;
    double high = factor.get().upper() * 360;
    Tensor angle = uniform(low, high, source, images.shape().dim(0)).mul(Math.PI / 180);
    double x = 0.5 * (width(images) - 1);
    double y = 0.5 * (height(images) - 1);
    Tensor[] there = turn(angle.cos(), angle.sin(), x, y);
    Tensor[] back = turn(angle.cos(), angle.sin().neg(), x, y);
    Tensor maps = Ops.stack(1, back).reshape(-1, 2, 3);
    return new Warp(there, boxes -> BoundingBoxes.moved(boxes, maps));
  }

  /** The rows of a turn around (x, y). */
  private static Tensor[] turn(Tensor cos, Tensor sin, double x, double y) {
    Tensor right = cos.mul(-x).sub(sin.mul(-y)).add(x);
    Tensor down = sin.mul(-x).sub(cos.mul(y)).add(y);
    return new Tensor[] {cos, sin.neg(), right, sin, cos, down};
  }
}

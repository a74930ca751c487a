package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Shears images at random: rows are shifted by their height, columns by their width.
 *
 * {@snippet :
 * new RandomShear(0.2, 0).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_shear/">keras.layers.RandomShear</a>
 */
public final class RandomShear extends BaseWarp<RandomShear> {
  private static final String RANGE = "a number from 0 to 1, or two from -1 to 1";

  private final Option<Factor> xFactor = option("x_factor", Factor.around(RANGE, 0, -1, 1), 0.0);
  private final Option<Factor> yFactor = option("y_factor", Factor.around(RANGE, 0, -1, 1), 0.0);

  private RandomShear() {}

  /** Shears of rows and of columns of at most these factors, either way; 0 to 1. */
  public RandomShear(double xFactor, double yFactor) {
    this.xFactor.set(xFactor);
    this.yFactor.set(yFactor);
  }

  /** The range of shears of rows. */
  public RandomShear xFactor(double lower, double upper) {
    xFactor.set(new double[] {lower, upper});
    return this;
  }

  /** The range of shears of columns. */
  public RandomShear yFactor(double lower, double upper) {
    yFactor.set(new double[] {lower, upper});
    return this;
  }

  @Override
  Warp warp(Tensor images, Seed source) {
    Tensor drawn = perImage(images, Factor.UNIT, source);
    Tensor sign = Tensor.where(drawn.greater(0.5), drawn.onesLike().neg(), drawn.onesLike());
    Tensor down = perImage(images, yFactor.get(), source).mul(sign);
    Tensor right = perImage(images, xFactor.get(), source).mul(sign);
    Tensor ones = drawn.onesLike();
    Tensor zeros = drawn.zerosLike();
    Tensor[] rows = {ones, right, zeros, down, ones, zeros};
    return new Warp(rows, boxes -> sheared(boxes, overBoxes(right), overBoxes(down)));
  }

  /** As Keras has it: the ends are chosen by the signs of the shears. */
  private static Tensor sheared(Tensor boxes, Tensor right, Tensor down) {
    Tensor y0 = side(boxes, 1);
    Tensor y1 = side(boxes, 3);
    Tensor x0 = moved(side(boxes, 0), right, y0, y1, right.less(0));
    Tensor x1 = moved(side(boxes, 2), right, y0, y1, right.greaterEqual(0));
    Tensor top = moved(y0, down, x1, x0, down.greater(0));
    Tensor bottom = moved(y1, down, x0, x1, down.greater(0));
    return Ops.concat(-1, x0, top, x1, bottom);
  }

  private static Tensor moved(
      Tensor side, Tensor shear, Tensor one, Tensor other, Tensor takesOne) {
    return Tensor.where(takesOne, side.sub(shear.mul(one)), side.sub(shear.mul(other)));
  }
}

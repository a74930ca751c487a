package keratin.layers.preprocessing.image;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Image;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Shows images from other points of view at random: their corners move, each by itself.
 *
 * {@snippet :
 * new RandomPerspective().scale(0.5).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_perspective/">keras.layers.RandomPerspective</a>
 */
public final class RandomPerspective extends BaseInterpolation<RandomPerspective> {
  private final Option<Factor> factor = option("factor", Factor.kind(0, 1), 1.0);
  private final Option<Double> scale = option("scale", Kind.RATE, 1.0);

  /** The probability of an image to be chosen, or a range of it that is drawn from. */
  public RandomPerspective factor(double... probability) {
    factor.set(probability.length == 1 ? (Object) probability[0] : probability);
    return this;
  }

  /** How far corners move, 0 to 1. */
  public RandomPerspective scale(double part) {
    scale.set(part);
    return this;
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    int count = images.shape().dim(0);
    Tensor chosen = chosen(images, factor.get(), source);
    Tensor moves = uniform(-0.5 * scale.get(), 0.5 * scale.get(), source, count, 4, 2);
    double right = width(images) - 1;
    double bottom = height(images) - 1;
    double[] corners = {0, 0, right, 0, 0, bottom, right, bottom};
    Tensor start = Tensor.of(corners, Shape.of(1, 4, 2)).cast(moves.dtype());
    Tensor end = start.add(start.mul(moves));
    Tensor begin = start.broadcastTo(end.shape());
    return moving(
        images,
        (x, method) -> {
          Tensor seen =
              Image.perspectiveTransform(x, begin, end, method, fillValue(), axes().dataFormat());
          return Tensor.where(spread(chosen), seen, x);
        },
        boxes -> {
          Tensor there = Image.computeHomographyMatrix(end, begin).cast(boxes.dtype());
          return Tensor.where(chosen.reshape(-1, 1, 1), seen(boxes, there), boxes);
        });
  }

  /** The boxes around where projective maps {@code (batch, 8)} take corners. */
  private static Tensor seen(Tensor boxes, Tensor maps) {
    Tensor corners = BoundingBoxes.cornerPoints(boxes);
    Tensor x = corners.slice(-1, 0, 1);
    Tensor y = corners.slice(-1, 1, 1);
    Tensor depth = place(maps, 6, x, y, Tensor.full(DType.FLOAT32, 1));
    Tensor there =
        Ops.concat(
            -1,
            place(maps, 0, x, y, number(maps, 2)).div(depth),
            place(maps, 3, x, y, number(maps, 5)).div(depth));
    return Ops.concat(-1, there.min(2), there.max(2));
  }

  private static Tensor place(Tensor maps, int row, Tensor x, Tensor y, Tensor constant) {
    return number(maps, row).mul(x).add(number(maps, row + 1).mul(y)).add(constant);
  }

  private static Tensor number(Tensor maps, int index) {
    return maps.slice(1, index, 1).reshape(-1, 1, 1, 1);
  }
}

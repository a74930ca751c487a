package keratin.layers.preprocessing.image;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Flips images at random: from left to right, upside down, or both at once.
 *
 * {@snippet :
 * new RandomFlip("horizontal").of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/">keras.layers.RandomFlip</a>
 */
public final class RandomFlip extends BaseRandomImage<RandomFlip> {
  private static final String HORIZONTAL = "horizontal";
  private static final String VERTICAL = "vertical";
  private static final String BOTH = "horizontal_and_vertical";

  private final Option<String> mode = option("mode", Kind.oneOf(HORIZONTAL, VERTICAL, BOTH), BOTH);

  /** Every second image turned by half a circle, which is a flip along both axes. */
  public RandomFlip() {}

  /** {@code "horizontal"}, {@code "vertical"} or {@code "horizontal_and_vertical"}. */
  public RandomFlip(String mode) {
    this.mode.set(mode);
  }

  private boolean across() {
    return !mode.get().equals(VERTICAL);
  }

  private boolean down() {
    return !mode.get().equals(HORIZONTAL);
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor flipped = perImage(images, Factor.UNIT, source).lessEqual(0.5);
    double height = height(images);
    double width = width(images);
    return new Transformation.Movement() {
      @Override
      public Tensor images(Tensor x) {
        Tensor y = across() ? Ops.flip(x, heightAxis() + 1) : x;
        return Tensor.where(spread(flipped), down() ? Ops.flip(y, heightAxis()) : y, x);
      }

      @Override
      public LabeledBoxes boxes(LabeledBoxes boxes) {
        Tensor here = corners(boxes, height, width);
        Tensor there = Tensor.where(flipped.reshape(-1, 1, 1), flipped(here, height, width), here);
        return RandomFlip.this.boxes(there, boxes.labels(), height, width);
      }
    };
  }

  private Tensor flipped(Tensor corners, double height, double width) {
    Tensor left = corners.slice(-1, 0, 1);
    Tensor top = corners.slice(-1, 1, 1);
    Tensor right = corners.slice(-1, 2, 1);
    Tensor bottom = corners.slice(-1, 3, 1);
    return Ops.concat(
        -1,
        across() ? right.mul(-1).add(width) : left,
        down() ? bottom.mul(-1).add(height) : top,
        across() ? left.mul(-1).add(width) : right,
        down() ? top.mul(-1).add(height) : bottom);
  }
}

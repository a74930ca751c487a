package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Zooms images in and out at random, around their centre.
 *
 * {@snippet :
 * new RandomZoom(0.2).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/">keras.layers.RandomZoom</a>
 */
public final class RandomZoom extends BaseWarp<RandomZoom> {
  private static final String RANGE = "a number above -1 and at most 1, or two of them";
  private static final double ABOVE = Math.nextUp(-1.0);

  private final Option<Factor> heightFactor =
      required("height_factor", Factor.around(RANGE, ABOVE, ABOVE, 1));
  private final Option<@Nullable Factor> widthFactor =
      option("width_factor", Factor.around(RANGE, ABOVE, ABOVE, 1).orNull(), null);

  private RandomZoom() {}

  /** Zooms by {@code 1 − heightFactor} to {@code 1 + heightFactor}; above 1 is out. */
  public RandomZoom(double heightFactor) {
    this.heightFactor.set(heightFactor);
  }

  /** Zooms by {@code 1 + lower} to {@code 1 + upper}; above 1 is out. */
  public RandomZoom(double lower, double upper) {
    heightFactor.set(new double[] {lower, upper});
  }

  /**
   * Zooms of the width by {@code 1 + lower} to {@code 1 + upper}; by default that of the height.
   */
  public RandomZoom widthFactor(double lower, double upper) {
    widthFactor.set(new double[] {lower, upper});
    return this;
  }

  @Override
  Warp warp(Tensor images, Seed source) {
    Tensor tall = zoom(images, heightFactor.get(), source);
    Factor across = widthFactor.get();
    Tensor wide = across == null ? tall : zoom(images, across, source);
    double height = height(images);
    double width = width(images);
    Tensor left = wide.mul(-1).add(1).mul((width - 1) / 2);
    Tensor top = tall.mul(-1).add(1).mul((height - 1) / 2);
    Tensor zeros = wide.zerosLike();
    Tensor[] rows = {wide, zeros, left, zeros, tall, top};
    return new Warp(
        rows,
        boxes -> {
          Tensor x0 = zoomed(side(boxes, 0), left, wide, width);
          Tensor y0 = zoomed(side(boxes, 1), top, tall, height);
          Tensor x1 = zoomed(side(boxes, 2), left, wide, width);
          Tensor y1 = zoomed(side(boxes, 3), top, tall, height);
          return Ops.concat(-1, x0, y0, x1, y1);
        });
  }

  private Tensor zoom(Tensor images, Factor range, Seed source) {
    return uniform(1 + range.lower(), 1 + range.upper(), source, images.shape().dim(0));
  }

  /** Places of which those from {@code begin} over {@code zoom · length} fill the length. */
  private static Tensor zoomed(Tensor places, Tensor begin, Tensor zoom, double length) {
    Tensor part = places.sub(overBoxes(begin)).div(overBoxes(zoom.mul(length)));
    return Ops.clip(part, 0, 1).mul(length);
  }
}

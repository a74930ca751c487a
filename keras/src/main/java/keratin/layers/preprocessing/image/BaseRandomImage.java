package keratin.layers.preprocessing.image;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.LayerSeeds;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What layers that change images at random have in common: a seed, which says what is drawn, and
 * that they change nothing in inference.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseRandomImage<SELF extends BaseRandomImage<SELF>>
    extends BaseImagePreprocessing<SELF> {
  private final Option<@Nullable Long> seed = option("seed", Kind.LONG.orNull(), null);
  private final LayerSeeds seeds = new LayerSeeds(seed);

  BaseRandomImage() {}

  /** The seed of the draws; without one the layer takes a default seed. */
  public final SELF seed(long number) {
    seed.set(number);
    return self();
  }

  final @Nullable Long seed() {
    return seed.get();
  }

  @Override
  public void drawSeeds() {
    super.drawSeeds();
    seeds.generator();
  }

  /** Draws what to do to a batch of images; null for nothing. */
  abstract @Nullable Transformation draw(Tensor images, Seed source);

  @Override
  final @Nullable Transformation transformation(Tensor images, boolean training) {
    return training && images.shape().dim(0) > 0 ? draw(images, seeds.generator()) : rest(images);
  }

  /** What to do in inference; by default nothing. */
  @Nullable Transformation rest(Tensor images) {
    return null;
  }

  /** Evenly distributed numbers, one for each image. */
  final Tensor perImage(Tensor images, Factor range, Seed source) {
    return uniform(range.lower(), range.upper(), source, images.shape().dim(0));
  }

  /** Evenly distributed numbers. */
  final Tensor uniform(double low, double high, Seed source, int... dims) {
    return RandomOps.uniform(Shape.of(dims), low, high, computeDtype(), source);
  }

  /**
   * Which images are chosen: each has a probability from the range, which is drawn first.
   *
   * @return {@code (batch,)}, bool
   */
  final Tensor chosen(Tensor images, Factor probability, Seed source) {
    Tensor likely = perImage(images, probability, source);
    return perImage(images, Factor.UNIT, source).less(likely);
  }

  /** A number for each image, shaped so that it broadcasts to them. */
  static Tensor spread(Tensor perImage) {
    return perImage.reshape(-1, 1, 1, 1);
  }
}

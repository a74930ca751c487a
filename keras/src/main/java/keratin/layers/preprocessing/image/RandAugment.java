package keratin.layers.preprocessing.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Changes images by a few of eleven ways at random, drawn for the batch: shear, translation,
 * rotation, brightness, colour degeneration, contrast, sharpness, posterization, solarization,
 * automatic contrast, equalization.
 *
 * {@snippet :
 * new RandAugment().numOps(3).factor(0.3).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/rand_augment/">keras.layers.RandAugment</a>
 * @see <a href="https://arxiv.org/abs/1909.13719">Cubuk et al., 2020, RandAugment: Practical
 *     Automated Data Augmentation with a Reduced Search Space</a>
 */
public final class RandAugment extends BaseAugmentation<RandAugment> {
  /** In the order of their numbers. */
  private static final List<String> CHANGES =
      List.of(
          SHEAR,
          TRANSLATION,
          ROTATION,
          BRIGHTNESS,
          DEGENERATION,
          CONTRAST,
          SHARPNESS,
          POSTERIZATION,
          SOLARIZATION,
          AUTO_CONTRAST,
          EQUALIZATION);

  /** In the order of their default seeds, in which solarization comes before posterization. */
  private static final List<String> MADE =
      List.of(
          SHEAR,
          TRANSLATION,
          ROTATION,
          BRIGHTNESS,
          DEGENERATION,
          CONTRAST,
          SHARPNESS,
          SOLARIZATION,
          POSTERIZATION,
          AUTO_CONTRAST,
          EQUALIZATION);

  private final Option<Integer> numOps = option("num_ops", Kind.POSITIVE, 2);

  /** Two changes. */
  public RandAugment() {
    super(0.5);
  }

  /** How many changes an image gets. */
  public RandAugment numOps(int count) {
    numOps.set(count);
    return this;
  }

  @Override
  Map<String, BaseImagePreprocessing<?>> makeChanges() {
    return make(MADE);
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    int[] drawn = RandomOps.randint(Shape.of(numOps.get()), 0, CHANGES.size(), source).toIntArray();
    List<@Nullable Transformation> all = new ArrayList<>();
    for (String name : CHANGES) {
      BaseImagePreprocessing<?> layer = change(name);
      all.add(layer == null ? null : draw(layer, images, source));
    }
    List<Transformation> steps = new ArrayList<>();
    for (int index : drawn) {
      Transformation step = all.get(index);
      if (step != null) {
        steps.add(step);
      }
    }
    return new Chain(steps);
  }
}

package keratin.layers.preprocessing.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import keratin.config.Option;
import keratin.random.Seed;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Changes brightness, contrast, saturation and hue of images at random, those of them that have a
 * factor.
 *
 * {@snippet :
 * new RandomColorJitter().brightnessFactor(0.2).hueFactor(0.1).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_jitter/">keras.layers.RandomColorJitter</a>
 */
public final class RandomColorJitter extends BaseMixedChanges<RandomColorJitter> {
  private final Option<@Nullable Factor> brightnessFactor = factor("brightness", -1);
  private final Option<@Nullable Factor> contrastFactor = factor("contrast", 0);
  private final Option<@Nullable Factor> saturationFactor = factor("saturation", -1);
  private final Option<@Nullable Factor> hueFactor = factor("hue", 0);

  private Option<@Nullable Factor> factor(String what, double low) {
    return option(what + "_factor", Factor.kind(low, 1).orNull(), null);
  }

  private RandomColorJitter set(Option<@Nullable Factor> option, double... ends) {
    option.set(ends.length == 1 ? (Object) ends[0] : ends);
    return this;
  }

  /** As {@link RandomBrightness} takes it: a number, or the ends of a range. */
  public RandomColorJitter brightnessFactor(double... factor) {
    return set(brightnessFactor, factor);
  }

  /** As {@link RandomContrast} takes it: a number, or the ends of a range. */
  public RandomColorJitter contrastFactor(double... factor) {
    return set(contrastFactor, factor);
  }

  /** As {@link RandomSaturation} takes it: a number, or the ends of a range. */
  public RandomColorJitter saturationFactor(double... factor) {
    return set(saturationFactor, factor);
  }

  /** As {@link RandomHue} takes it: a number, or the ends of a range. */
  public RandomColorJitter hueFactor(double... factor) {
    return set(hueFactor, factor);
  }

  @Override
  Map<String, BaseImagePreprocessing<?>> makeChanges() {
    Map<String, BaseImagePreprocessing<?>> made = new LinkedHashMap<>();
    add(made, brightnessFactor, f -> like(new RandomBrightness(f.lower(), f.upper())));
    add(made, contrastFactor, f -> like(new RandomContrast(f.lower(), f.upper())));
    add(made, saturationFactor, f -> like(new RandomSaturation(f.lower(), f.upper())));
    add(made, hueFactor, f -> like(new RandomHue(f.lower(), f.upper())));
    return made;
  }

  private static void add(
      Map<String, BaseImagePreprocessing<?>> made,
      Option<@Nullable Factor> option,
      Function<Factor, BaseImagePreprocessing<?>> make) {
    Factor factor = option.get();
    if (factor != null) {
      made.put(option.name(), make.apply(factor));
    }
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    List<Transformation> steps = new ArrayList<>();
    for (BaseImagePreprocessing<?> layer : changes()) {
      Transformation step = draw(layer, images, source);
      if (step != null) {
        steps.add(step);
      }
    }
    return new Chain(steps);
  }
}

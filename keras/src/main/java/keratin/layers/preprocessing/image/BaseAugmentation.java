package keratin.layers.preprocessing.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;

/**
 * What {@link RandAugment} and {@link AugMix} have in common: the same changes with one strength.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseAugmentation<SELF extends BaseAugmentation<SELF>>
    extends BaseMixedChanges<SELF> {
  static final String SHEAR = "random_shear";
  static final String TRANSLATION = "random_translation";
  static final String ROTATION = "random_rotation";
  static final String POSTERIZATION = "random_posterization";
  static final String SOLARIZATION = "solarization";
  static final String AUTO_CONTRAST = "auto_contrast";
  static final String EQUALIZATION = "equalization";
  static final String BRIGHTNESS = "random_brightness";
  static final String DEGENERATION = "random_color_degeneration";
  static final String CONTRAST = "random_contrast";
  static final String SHARPNESS = "random_sharpness";
  private static final int BITS = 8;

  private final Option<Factor> factor;
  private final Option<String> interpolation =
      option("interpolation", Kind.oneOf("nearest", "bilinear"), "bilinear");

  BaseAugmentation(double strength) {
    factor = option("factor", Factor.kind(0, 1), strength);
  }

  /** How strong changes are: at most this, or a range; 0 to 1. */
  public final SELF factor(double... strength) {
    factor.set(strength.length == 1 ? (Object) strength[0] : strength);
    return self();
  }

  /** What lies between pixels that are moved: {@code "bilinear"} or {@code "nearest"}. */
  public final SELF interpolation(String method) {
    interpolation.set(method);
    return self();
  }

  /** New layers of these names, in this order. */
  final Map<String, BaseImagePreprocessing<?>> make(List<String> names) {
    Map<String, BaseImagePreprocessing<?>> made = new LinkedHashMap<>();
    names.forEach(name -> made.put(name, make(name)));
    return made;
  }

  private BaseImagePreprocessing<?> make(String name) {
    double low = factor.get().lower();
    double high = factor.get().upper();
    String method = interpolation.get();
    return switch (name) {
      case SHEAR ->
          like(new RandomShear(0, 0).xFactor(low, high).yFactor(low, high).interpolation(method));
      case TRANSLATION ->
          like(
              new RandomTranslation(0, 0)
                  .heightFactor(low, high)
                  .widthFactor(low, high)
                  .interpolation(method));
      case ROTATION -> like(new RandomRotation(low, high).interpolation(method));
      case POSTERIZATION -> like(new RandomPosterization(Math.max(1, (int) (BITS * high))));
      case SOLARIZATION ->
          like(new Solarization().additionFactor(low, high).thresholdFactor(low, high));
      case AUTO_CONTRAST -> like(new AutoContrast());
      case EQUALIZATION -> like(new Equalization());
      case BRIGHTNESS -> like(new RandomBrightness(low, high));
      case DEGENERATION -> like(new RandomColorDegeneration(low, high));
      case CONTRAST -> like(new RandomContrast(low, high));
      case SHARPNESS -> like(new RandomSharpness(low, high));
      default -> throw new IllegalArgumentException(name);
    };
  }
}

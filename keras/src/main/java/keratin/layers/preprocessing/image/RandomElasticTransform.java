package keratin.layers.preprocessing.image;

import java.util.function.UnaryOperator;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Image;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Bends images by smooth random displacements.
 *
 * {@snippet :
 * new RandomElasticTransform().scale(0.5).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_elastic_transform/">keras.layers.RandomElasticTransform</a>
 * @see <a href="https://doi.org/10.1109/ICDAR.2003.1227801">Simard, Steinkraus and Platt, 2003,
 *     Best Practices for Convolutional Neural Networks Applied to Visual Document Analysis</a>
 */
public final class RandomElasticTransform extends BaseInterpolation<RandomElasticTransform> {
  private final Option<Factor> factor = option("factor", Factor.kind(0, 1), 1.0);
  private final Option<Factor> scale = option("scale", Factor.kind(0, 1), 1.0);
  private final Option<String> fillMode =
      option(
          "fill_mode", Kind.oneOf("constant", "nearest", "wrap", "mirror", "reflect"), "reflect");
  private final Option<Factor> valueRange = option("value_range", Factor.RANGE, BaseColours.BYTES);

  /** The probability of an image to be chosen, or a range of it that is drawn from. */
  public RandomElasticTransform factor(double... probability) {
    factor.set(probability.length == 1 ? (Object) probability[0] : probability);
    return this;
  }

  /** How strong displacements are: at most this, or a range; 0 to 1. */
  public RandomElasticTransform scale(double... strength) {
    scale.set(strength.length == 1 ? (Object) strength[0] : strength);
    return this;
  }

  /** What is outside: {@code "constant"}, {@code "nearest"}, {@code "wrap"}, {@code "reflect"}. */
  public RandomElasticTransform fillMode(String mode) {
    fillMode.set(mode);
    return this;
  }

  /** The range of the numbers in images, 0 to 255 by default. */
  public RandomElasticTransform valueRange(double low, double high) {
    valueRange.set(new double[] {low, high});
    return this;
  }

  @Override
  @Nullable Transformation draw(Tensor images, Seed source) {
    if (scale.get().upper() == 0 || factor.get().upper() == 0) {
      return null;
    }
    Tensor chosen = spread(chosen(images, factor.get(), source));
    double strength = uniform(scale.get().lower(), scale.get().upper(), source).toDoubleArray()[0];
    double alpha = Math.max(height(images), width(images)) * 0.1 * strength;
    double sigma = Math.min(height(images), width(images)) * 0.05 * strength;
    // Masks bend as their images.
    Tensor pair = source.next(images.size());
    Factor range = valueRange.get();
    String format = axes().dataFormat();
    Move bend =
        (x, method) -> {
          Tensor bent =
              Image.elasticTransform(
                  x, alpha, sigma, method, fillMode.get(), fillValue(), n -> pair, format);
          return Ops.clip(Tensor.where(chosen, bent, x), range.lower(), range.upper());
        };
    return moving(images, bend, UnaryOperator.identity());
  }
}

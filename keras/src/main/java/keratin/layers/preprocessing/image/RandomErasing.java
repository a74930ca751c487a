package keratin.layers.preprocessing.image;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Erases a rectangle of every image at random: its pixels become a number, or noise.
 *
 * {@snippet :
 * new RandomErasing().scale(0.1, 0.3).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_erasing/">keras.layers.RandomErasing</a>
 */
public final class RandomErasing extends BaseColours<RandomErasing> {
  private static final Kind<List<Double>> FILL =
      new Kind<>(
          "a number, or one for each of three channels",
          RandomErasing::numbers,
          v -> v.size() == 1 ? v.getFirst() : v);

  private final Option<Factor> factor = option("factor", Factor.kind(0, 1), 1.0);
  private final Option<Factor> scale = option("scale", Factor.kind(0, 1), List.of(0.02, 0.33));
  private final Option<@Nullable List<Double>> fillValue =
      option("fill_value", FILL.orNull(), null);

  /** The probability of an image to be chosen, or a range of it that is drawn from. */
  public RandomErasing factor(double... probability) {
    factor.set(probability.length == 1 ? (Object) probability[0] : probability);
    return this;
  }

  private static List<Double> numbers(Object source) {
    List<Double> numbers = new ArrayList<>();
    switch (source) {
      case Number number -> numbers.add(number.doubleValue());
      case double[] array -> {
        for (double number : array) {
          numbers.add(number);
        }
      }
      default -> ((List<?>) source).forEach(v -> numbers.add(((Number) v).doubleValue()));
    }
    if (numbers.size() != 1 && numbers.size() != 3) {
      throw new IllegalArgumentException();
    }
    return List.copyOf(numbers);
  }

  /** How much of an image is erased, along each side its root: 0.02 to 0.33 by default. */
  public RandomErasing scale(double lower, double upper) {
    scale.set(new double[] {lower, upper});
    return this;
  }

  /** What pixels become, a number or one for each channel; noise by default. */
  public RandomErasing fillValue(double... numbers) {
    fillValue.set(numbers);
    return this;
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    int count = images.shape().dim(0);
    Tensor parts = uniform(scale.get().lower(), scale.get().upper(), source, count, 2).sqrt();
    RandomRectangles inside = RandomRectangles.draw(this, images, parts, source);
    Tensor chosen = spread(chosen(images, factor.get(), source));
    Tensor fill = clipped(fill(images.shape(), source));
    return x -> Tensor.where(inside.mask().logicalAnd(chosen), fill, x);
  }

  private Tensor fill(Shape images, Seed source) {
    List<Double> numbers = fillValue.get();
    if (numbers == null) {
      return RandomOps.normal(images, 0, 1, computeDtype(), source).mul(valueRange().upper());
    }
    Tensor all = Tensor.of(numbers.stream().mapToDouble(v -> v).toArray()).cast(computeDtype());
    return all.reshape(axes().channelsFirst() ? new int[] {-1, 1, 1} : new int[] {-1});
  }
}

package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * {@code x · scale + offset}: {@code new Rescaling(1 / 255.0)} takes bytes to [0, 1]. Integers
 * become floats.
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/">keras.layers.Rescaling</a>
 */
public final class Rescaling extends Layer {
  private static final Kind<List<Double>> NUMBERS =
      new Kind<>(
          "a number or a list of numbers", Rescaling::parse, v -> v.size() == 1 ? v.getFirst() : v);

  private final Option<List<Double>> scale = required("scale", NUMBERS);
  private final Option<List<Double>> offset = option("offset", NUMBERS, 0.0);

  private Rescaling() {}

  /** {@code x · scale}. */
  public Rescaling(double scale) {
    this.scale.set(scale);
  }

  /** {@code x · scale}, a number for each channel. */
  public Rescaling(double[] scale) {
    this.scale.set(scale);
  }

  /** {@code x · scale + offset}. */
  public Rescaling(double scale, double offset) {
    this.scale.set(scale);
    this.offset.set(offset);
  }

  private static List<Double> parse(Object source) {
    List<Double> numbers = new ArrayList<>();
    switch (source) {
      case double[] array -> {
        for (double v : array) {
          numbers.add(v);
        }
      }
      case List<?> list -> list.forEach(v -> numbers.add(((Number) v).doubleValue()));
      default -> numbers.add(((Number) source).doubleValue());
    }
    return List.copyOf(numbers);
  }

  /** What is added after scaling. */
  public Rescaling offset(double number) {
    offset.set(number);
    return this;
  }

  /** What is added after scaling, a number for each channel. */
  public Rescaling offset(double[] numbers) {
    offset.set(numbers);
    return this;
  }

  @Override
  public Rescaling name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return x.cast(computeDtype()).mul(tensor(scale.get())).add(tensor(offset.get()));
  }

  private Tensor tensor(List<Double> numbers) {
    double[] data = numbers.stream().mapToDouble(v -> v).toArray();
    Shape shape = data.length == 1 ? Shape.SCALAR : Shape.of(data.length);
    return Tensor.of(data, shape).cast(computeDtype());
  }
}

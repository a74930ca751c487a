package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.layers.FluentLayer;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Puts numbers into bins: {@code x} becomes the number of bounds that are at most {@code x}. The
 * bounds are given, or learned by {@link #adapt} such that bins hold about equally many numbers.
 *
 * {@snippet :
 * Tensor x = Tensor.of(new float[] {-1.5f, 0, 1.4f, 3});
 * new Discretization(0.0, 1.0, 2.0).of(x);   // [0, 1, 2, 3]
 * var quartiles = new Discretization(4);
 * quartiles.adapt(data);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/numerical/discretization/">keras.layers.Discretization</a>
 */
public final class Discretization extends FluentLayer<Discretization> {
  static final Kind<List<Double>> NUMBERS =
      new Kind<>("a list of numbers", Discretization::numbers, v -> v);

  private final Option<@Nullable List<Double>> binBoundaries =
      option("bin_boundaries", NUMBERS.orNull(), null);
  private final Option<@Nullable Integer> numBins = option("num_bins", Kind.INT.orNull(), null);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 0.01);
  private final Option<String> outputMode =
      option(
          "output_mode",
          Kind.oneOf(Encoding.INT, Encoding.ONE_HOT, Encoding.MULTI_HOT, Encoding.COUNT),
          Encoding.INT);
  private @Nullable List<Double> learned;

  private Discretization() {
    option("sparse", Encoding.SPARSE, false);
  }

  /** Bins between these bounds, in rising order. */
  public Discretization(double... binBoundaries) {
    this();
    this.binBoundaries.set(binBoundaries);
  }

  /** So many bins, whose bounds {@link #adapt} learns. */
  public Discretization(int numBins) {
    this();
    this.numBins.set(numBins);
  }

  private static List<Double> numbers(Object source) {
    List<Double> numbers = new ArrayList<>();
    if (source instanceof double[] array) {
      for (double number : array) {
        numbers.add(number);
      }
    } else {
      ((List<?>) source).forEach(v -> numbers.add(((Number) v).doubleValue()));
    }
    return List.copyOf(numbers);
  }

  /** How far, as a part of the numbers, a learned bound may be from its place. */
  public Discretization epsilon(double part) {
    epsilon.set(part);
    return this;
  }

  /**
   * {@code "int"} for numbers of bins, or vectors of them: {@code "one_hot"}, {@code "multi_hot"},
   * {@code "count"}.
   */
  public Discretization outputMode(String mode) {
    outputMode.set(mode);
    return this;
  }

  /** Learns the bounds from these numbers. */
  public void adapt(Tensor data) {
    learn(summary(data).merge(Quantiles.NONE, epsilon.get()));
  }

  /** Learns the bounds from the batches of a dataset. */
  public void adapt(Dataset data) {
    Quantiles all = Quantiles.NONE;
    for (Element batch : data) {
      all = summary(batch.x()).merge(all, epsilon.get());
    }
    learn(all);
  }

  private Quantiles summary(Tensor data) {
    return Quantiles.of(data.cast(DType.FLOAT32).toFloatArray(), epsilon.get());
  }

  private void learn(Quantiles data) {
    Integer bins = numBins.get();
    if (bins == null) {
      throw new IllegalStateException(
          "Discretization: the bounds were given, so there is nothing to learn. Give the number of"
              + " bins instead: new Discretization(10)");
    }
    List<Double> bounds = new ArrayList<>();
    for (float bound : data.boundaries(bins)) {
      bounds.add((double) bound);
    }
    learned = List.copyOf(bounds);
  }

  /**
   * The bounds between the bins.
   *
   * @throws IllegalStateException if they are still to be learned
   */
  public List<Double> binBoundaries() {
    List<Double> given = binBoundaries.get();
    List<Double> bounds = given == null ? learned : given;
    if (bounds == null) {
      throw new IllegalStateException(
          numBins.get() == null
              ? "Discretization needs bounds, or a number of bins: new Discretization(0.0, 1.0)"
              : "Discretization has no bounds yet. Learn them: adapt(data)");
    }
    return bounds;
  }

  /** Learned bounds are written, so that a copy has them. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    var config = super.getConfig();
    config.remove("trainable");
    if (learned != null) {
      config.put("bin_boundaries", learned);
    }
    return config;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    double[] bounds = binBoundaries().stream().mapToDouble(v -> v).toArray();
    DType type = outputMode.get().equals(Encoding.INT) ? DType.INT32 : computeDtype();
    Tensor bins = x.isSymbolic() ? Tensor.symbol(x.spec().as(DType.INT32)) : bins(x, bounds);
    return Encoding.encode(bins, outputMode.get(), bounds.length + 1, type, null);
  }

  private static Tensor bins(Tensor x, double[] bounds) {
    Tensor sorted = Engine.beside(x, () -> Tensor.of(bounds, Shape.of(bounds.length)));
    // Integers are compared with the bounds as they are.
    return Ops.digitize(x, x.dtype().isFloating() ? sorted.cast(x.dtype()) : sorted);
  }
}

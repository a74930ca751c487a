package keratin.initializers;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.SeedGenerator;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Random numbers whose variance is {@code scale / n}, n the number of inputs, of outputs, or the
 * mean of both, so that activations neither grow nor shrink from layer to layer.
 */
public final class VarianceScaling extends RandomInitializer {
  private static final Kind<Double> SCALE =
      new Kind<>("a number above 0", VarianceScaling::scaleOf, v -> v);
  private static final Kind<String> DISTRIBUTION =
      new Kind<>(
          "\"uniform\", \"truncated_normal\" or \"untruncated_normal\"",
          VarianceScaling::distributionOf,
          v -> v);

  private final Option<Double> scale = option("scale", SCALE, 1.0);
  private final Option<String> mode = option("mode", Fans.MODE, "fan_in");
  private final Option<String> distribution =
      option("distribution", DISTRIBUTION, "truncated_normal");
  private final Option<@Nullable List<Integer>> inputAxes =
      option("input_axes", Kind.INTS.orNull(), null);
  private final Option<@Nullable List<Integer>> outputAxes =
      option("output_axes", Kind.INTS.orNull(), null);

  /** Scale 1 by the number of inputs, truncated normal. */
  public VarianceScaling() {}

  /**
   * A scaling.
   *
   * @param mode {@code "fan_in"}, {@code "fan_out"} or {@code "fan_avg"}
   * @param distribution {@code "uniform"}, {@code "truncated_normal"} (also called {@code
   *     "normal"}) or {@code "untruncated_normal"}
   */
  public VarianceScaling(double scale, String mode, String distribution) {
    this.scale.set(scale);
    this.mode.set(mode);
    this.distribution.set(distribution);
  }

  private static double scaleOf(Object source) {
    double scale = Kind.FLOAT.parse().apply(source);
    if (!(scale > 0)) {
      throw new IllegalArgumentException();
    }
    return scale;
  }

  private static String distributionOf(Object source) {
    return switch ((String) source) {
      case "normal", "truncated_normal" -> "truncated_normal";
      case "uniform" -> "uniform";
      case "untruncated_normal" -> "untruncated_normal";
      default -> throw new IllegalArgumentException();
    };
  }

  /** The axes that count as inputs, for weights that are not {@code (…, in, out)}. */
  public VarianceScaling inputAxes(int... axes) {
    inputAxes.set(axes);
    return this;
  }

  /** The axes that count as outputs; used only together with the input axes. */
  public VarianceScaling outputAxes(int... axes) {
    outputAxes.set(axes);
    return this;
  }

  @Override
  public VarianceScaling seed(long number) {
    super.seed(number);
    return this;
  }

  @Override
  public VarianceScaling seed(SeedGenerator generator) {
    super.seed(generator);
    return this;
  }

  @Override
  public Tensor call(Shape shape, DType dtype) {
    return scaled(shape, dtype, inputAxes.get(), outputAxes.get());
  }

  @Override
  public Tensor call(Shape shape, DType dtype, List<Integer> inputs, List<Integer> outputs) {
    return inputAxes.get() == null || outputAxes.get() == null
        ? scaled(shape, dtype, inputs, outputs)
        : call(shape, dtype);
  }

  private Tensor scaled(
      Shape shape, DType dtype, @Nullable List<Integer> inputs, @Nullable List<Integer> outputs) {
    return Fans.of(shape, inputs, outputs)
        .scaled(scale.get(), mode.get(), distribution.get(), shape, dtype, seed());
  }
}

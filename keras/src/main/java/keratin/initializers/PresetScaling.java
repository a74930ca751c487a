package keratin.initializers;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A {@link VarianceScaling} whose scale, mode and distribution have a name of their own. */
abstract class PresetScaling extends RandomInitializer {
  private final Option<@Nullable List<Integer>> inputAxes =
      option("input_axes", Kind.INTS.orNull(), null);
  private final Option<@Nullable List<Integer>> outputAxes =
      option("output_axes", Kind.INTS.orNull(), null);
  private final double scale;
  private final String mode;
  private final String distribution;

  PresetScaling(double scale, String mode, String distribution) {
    this.scale = scale;
    this.mode = mode;
    this.distribution = distribution;
  }

  /** The axes that count as inputs, for weights that are not {@code (…, in, out)}. */
  public PresetScaling inputAxes(int... axes) {
    inputAxes.set(axes);
    return this;
  }

  /** The axes that count as outputs; used only together with the input axes. */
  public PresetScaling outputAxes(int... axes) {
    outputAxes.set(axes);
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
    return Fans.of(shape, inputs, outputs).scaled(scale, mode, distribution, shape, dtype, seed());
  }
}

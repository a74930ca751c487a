package keratin.layers.convolutional;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.activations.ActivationFunction;
import keratin.activations.Activations;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Padding;
import keratin.layers.Sizes;
import keratin.layers.SpatialLayer;
import keratin.layers.WeightOptions;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Unary;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What all convolutions have in common: a window that moves over the input, then a bias and an
 * activation.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseConv<SELF extends BaseConv<SELF>> extends SpatialLayer<SELF> {
  private final Option<List<Integer>> kernelSize;
  private final Option<List<Integer>> strides;
  private final Option<String> padding;
  private final Option<List<Integer>> dilationRate;
  private final Option<ActivationFunction> activation;
  private final Option<Boolean> useBias;
  private final Map<String, WeightOptions> kernels = new LinkedHashMap<>();
  private final WeightOptions biasOptions;
  private @Nullable Variable bias;
  private int channels = Shape.UNKNOWN;

  /**
   * A convolution over {@code rank} axes.
   *
   * @param kernels the prefixes of the kernels' options; they are declared here because default
   *     seeds are drawn in the order of options, the bias' last
   */
  BaseConv(int rank, Kind<String> paddings, String... kernels) {
    super(rank);
    kernelSize = required("kernel_size", Sizes.positive(rank));
    strides = option("strides", Sizes.positive(rank), 1);
    padding = option("padding", paddings, Padding.VALID);
    dilationRate = option("dilation_rate", Sizes.positive(rank), 1);
    activation = option("activation", Activations.KIND, "linear");
    useBias = option("use_bias", Kind.BOOL, true);
    for (String prefix : kernels) {
      this.kernels.put(prefix, weightOptions(prefix, "glorot_uniform"));
    }
    biasOptions = weightOptions("bias", "zeros");
  }

  /** Sets the size that must be given. */
  final void kernelSize(Object size) {
    kernelSize.set(size);
  }

  /** How far the window moves: one number for all axes, or one each. */
  public final SELF strides(int... steps) {
    strides.set(oneOrEach(steps));
    return self();
  }

  /**
   * {@code "valid"} keeps the window inside the input, {@code "same"} adds zeros so that a stride
   * of 1 keeps the lengths.
   */
  public final SELF padding(String mode) {
    padding.set(mode);
    return self();
  }

  /** The distance between neighbours in the window: one number for all axes, or one each. */
  public final SELF dilationRate(int... rate) {
    dilationRate.set(oneOrEach(rate));
    return self();
  }

  /** The activation, by name. */
  public final SELF activation(String name) {
    activation.set(name);
    return self();
  }

  /** The activation, as a function. */
  public final SELF activation(ActivationFunction function) {
    activation.set(function);
    return self();
  }

  /** Whether a bias is added. */
  public final SELF useBias(boolean on) {
    useBias.set(on);
    return self();
  }

  /** How the bias begins: a name or an {@link keratin.initializers.Initializer}. */
  public final SELF biasInitializer(Object initializer) {
    biasOptions.initializer(initializer);
    return self();
  }

  /** A penalty on the bias: a name or a {@link keratin.regularizers.Regularizer}. */
  public final SELF biasRegularizer(Object regularizer) {
    biasOptions.regularizer(regularizer);
    return self();
  }

  /**
   * What holds of the bias after every step: a name or a {@link keratin.constraints.Constraint}.
   */
  public final SELF biasConstraint(Object constraint) {
    biasOptions.constraint(constraint);
    return self();
  }

  static Object oneOrEach(int[] numbers) {
    return numbers.length == 1 ? (Object) numbers[0] : numbers;
  }

  // ---- what differs ----

  /** Makes the kernels. */
  abstract void buildKernels(int inputChannels);

  /** What is left when all weights are made. */
  void finishBuild() {}

  /** How many channels the output has. */
  abstract int outputChannels(int inputChannels);

  /** The output without bias and activation. */
  abstract Tensor convolve(Tensor x);

  /** The output with the bias and, unless null, the activation. */
  Tensor convolve(Tensor x, Variable perChannel, @Nullable Unary function) {
    Tensor sum = convolve(x).add(axes().alongChannels(perChannel));
    return function == null ? sum : Engine.run(function, sum);
  }

  // ---- for those who write that ----

  final WeightOptions kernelOptions(String prefix) {
    return Objects.requireNonNull(kernels.get(prefix), prefix);
  }

  /** The shape of a kernel over the window. */
  final Shape kernelShape(int before, int last) {
    return Shape.of(Sizes.array(kernelSize.get())).append(before, last);
  }

  final int[] strides() {
    return Sizes.array(strides.get());
  }

  final int[] dilationRate() {
    return Sizes.array(dilationRate.get());
  }

  final String padding() {
    return padding.get();
  }

  // ---- the layer ----

  @Override
  protected final void build(Shape input) {
    axes().require(this, input);
    if (anyAboveOne(strides) && anyAboveOne(dilationRate)) {
      throw new TensorException(
          "%s: strides %s and dilation_rate %s are both above 1. Leave one of them at 1."
              .formatted(className(), strides.get(), dilationRate.get()));
    }
    channels = input.dim(axes().channels());
    if (channels == Shape.UNKNOWN) {
      throw new ShapeException(
          "%s needs to know the number of channels, but the input is %s. Give axis %d a length."
              .formatted(className(), input, axes().channels()));
    }
    buildKernels(channels);
    if (useBias.get()) {
      bias = biasOptions.add("bias", Shape.of(outputChannels(channels)));
    }
    finishBuild();
  }

  private static boolean anyAboveOne(Option<List<Integer>> sizes) {
    return sizes.get().stream().anyMatch(n -> n > 1);
  }

  /** The bias, one number per output channel. */
  public final Variable bias() {
    return builtWeight(bias, "bias");
  }

  @Override
  protected final Tensor call(Tensor x, boolean training) {
    axes().require(this, x.shape());
    int came = x.shape().dim(axes().channels());
    if (came != channels && came != Shape.UNKNOWN) {
      throw new ShapeException(
          "%s was built for %d channels, but the input %s has %d."
              .formatted(className(), channels, x.shape(), came));
    }
    Tensor input = x.cast(computeDtype());
    ActivationFunction function = activation.get();
    if (!useBias.get()) {
      return function.call(convolve(input));
    }
    Unary fused = function.op();
    Tensor y = convolve(input, bias(), fused);
    return fused == null ? function.call(y) : y;
  }
}

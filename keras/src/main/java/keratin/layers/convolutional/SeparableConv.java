package keratin.layers.convolutional;

import java.util.Arrays;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Nn;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of every channel by itself, then one of size 1 that mixes the channels: {@link
 * SeparableConv1D}, {@link SeparableConv2D}. Between the two there is no bias and no activation.
 *
 * <p>Kernels {@code (size…, channels, multiplier)} and {@code (1…, channels · multiplier,
 * filters)}.
 *
 * @param <SELF> the layer's own class
 */
public abstract class SeparableConv<SELF extends SeparableConv<SELF>>
    extends ChannelwiseConv<SELF> {
  private static final String POINTWISE = "pointwise";

  private final Option<Integer> filters = required("filters", Kind.POSITIVE);
  private final int rank;
  private @Nullable Variable depthwiseKernel;
  private @Nullable Variable pointwiseKernel;

  SeparableConv(int rank) {
    super(rank, DEPTHWISE, POINTWISE);
    this.rank = rank;
  }

  /** Sets what must be given. */
  final void given(int filterCount, Object size) {
    filters.set(filterCount);
    kernelSize(size);
  }

  /** How the pointwise kernel begins: a name or an {@link keratin.initializers.Initializer}. */
  public final SELF pointwiseInitializer(Object initializer) {
    kernelOptions(POINTWISE).initializer(initializer);
    return self();
  }

  /** A penalty on the pointwise kernel: a name or a {@link keratin.regularizers.Regularizer}. */
  public final SELF pointwiseRegularizer(Object regularizer) {
    kernelOptions(POINTWISE).regularizer(regularizer);
    return self();
  }

  /**
   * What holds of the pointwise kernel after every step: a name or a {@link
   * keratin.constraints.Constraint}.
   */
  public final SELF pointwiseConstraint(Object constraint) {
    kernelOptions(POINTWISE).constraint(constraint);
    return self();
  }

  @Override
  final void buildKernels(int inputChannels) {
    depthwiseKernel =
        kernelOptions(DEPTHWISE)
            .add("depthwise_kernel", kernelShape(inputChannels, depthMultiplier()));
    int[] ones = new int[rank];
    Arrays.fill(ones, 1);
    pointwiseKernel =
        kernelOptions(POINTWISE)
            .add(
                "pointwise_kernel",
                Shape.of(ones).append(inputChannels * depthMultiplier(), filters.get()));
  }

  @Override
  final int outputChannels(int inputChannels) {
    return filters.get();
  }

  /** The kernel of the first step, {@code (size…, channels, multiplier)}. */
  public final Variable depthwiseKernel() {
    return builtWeight(depthwiseKernel, "depthwise_kernel");
  }

  /** The kernel of the second step, {@code (1…, channels · multiplier, filters)}. */
  public final Variable pointwiseKernel() {
    return builtWeight(pointwiseKernel, "pointwise_kernel");
  }

  @Override
  final Tensor convolve(Tensor x) {
    return Nn.separableConv(
        x,
        depthwiseKernel(),
        pointwiseKernel(),
        strides(),
        padding(),
        axes().dataFormat(),
        dilationRate());
  }
}

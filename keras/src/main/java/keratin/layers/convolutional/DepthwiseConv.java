package keratin.layers.convolutional;

import keratin.ops.Nn;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of every channel by itself: {@link DepthwiseConv1D}, {@link DepthwiseConv2D}. The
 * kernel is {@code (size…, channels, multiplier)}; output channel {@code c · multiplier + m} comes
 * from input channel {@code c}.
 *
 * @param <SELF> the layer's own class
 */
public abstract class DepthwiseConv<SELF extends DepthwiseConv<SELF>>
    extends ChannelwiseConv<SELF> {
  private @Nullable Variable kernel;

  DepthwiseConv(int rank) {
    super(rank, DEPTHWISE);
  }

  @Override
  final void buildKernels(int inputChannels) {
    kernel = kernelOptions(DEPTHWISE).add("kernel", kernelShape(inputChannels, depthMultiplier()));
  }

  @Override
  final int outputChannels(int inputChannels) {
    return inputChannels * depthMultiplier();
  }

  /** The kernel, {@code (size…, channels, multiplier)}. */
  public final Variable kernel() {
    return builtWeight(kernel, "kernel");
  }

  @Override
  final Tensor convolve(Tensor x) {
    return Nn.depthwiseConv(x, kernel(), strides(), padding(), axes().dataFormat(), dilationRate());
  }
}

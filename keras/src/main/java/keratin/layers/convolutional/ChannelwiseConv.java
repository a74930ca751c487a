package keratin.layers.convolutional;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Padding;

/**
 * A convolution that begins with every channel by itself.
 *
 * @param <SELF> the layer's own class
 */
public abstract class ChannelwiseConv<SELF extends ChannelwiseConv<SELF>> extends BaseConv<SELF> {
  static final String DEPTHWISE = "depthwise";

  private final Option<Integer> depthMultiplier = option("depth_multiplier", Kind.POSITIVE, 1);

  ChannelwiseConv(int rank, String... kernels) {
    super(rank, Padding.KIND, kernels);
  }

  /** How many output channels every input channel gives. */
  public final SELF depthMultiplier(int count) {
    depthMultiplier.set(count);
    return self();
  }

  final int depthMultiplier() {
    return depthMultiplier.get();
  }

  /** How the depthwise kernel begins: a name or an {@link keratin.initializers.Initializer}. */
  public final SELF depthwiseInitializer(Object initializer) {
    kernelOptions(DEPTHWISE).initializer(initializer);
    return self();
  }

  /** A penalty on the depthwise kernel: a name or a {@link keratin.regularizers.Regularizer}. */
  public final SELF depthwiseRegularizer(Object regularizer) {
    kernelOptions(DEPTHWISE).regularizer(regularizer);
    return self();
  }

  /**
   * What holds of the depthwise kernel after every step: a name or a {@link
   * keratin.constraints.Constraint}.
   */
  public final SELF depthwiseConstraint(Object constraint) {
    kernelOptions(DEPTHWISE).constraint(constraint);
    return self();
  }
}

package keratin.layers.convolutional;

import java.util.function.Supplier;
import keratin.layers.Layer;
import keratin.layers.LayerContract;

/** The contract of a convolution, with a variation for every option that all of them have. */
final class ConvContract {
  private ConvContract() {}

  /** With windows, a bias and an activation; the samples have an even number on every axis. */
  static LayerContract windows(Supplier<? extends Layer> layer, int... sample) {
    return new LayerContract(layer, sample)
        .vary("kernel_size", 1)
        .vary("strides", 2)
        .vary("padding", "same")
        .vary("data_format", "channels_first")
        .vary("dilation_rate", 2)
        .vary("activation", "tanh")
        .vary("use_bias", false)
        .vary("bias_initializer", "ones")
        .vary("bias_regularizer", "l1")
        .vary("bias_constraint", "unit_norm");
  }

  /** With one kernel and filters, too. */
  static LayerContract filters(Supplier<? extends Layer> layer, int... sample) {
    return windows(layer, sample)
        .vary("filters", 6)
        .vary("kernel_initializer", "he_normal")
        .vary("kernel_regularizer", "l2")
        .vary("kernel_constraint", "non_neg");
  }

  /** With a kernel for every channel. */
  static LayerContract depthwise(Supplier<? extends Layer> layer, int... sample) {
    return windows(layer, sample)
        .vary("depth_multiplier", 2)
        .vary("depthwise_initializer", "he_normal")
        .vary("depthwise_regularizer", "l2")
        .vary("depthwise_constraint", "non_neg");
  }

  /** With a kernel for every channel, and one that mixes them. */
  static LayerContract separable(Supplier<? extends Layer> layer, int... sample) {
    return depthwise(layer, sample)
        .vary("filters", 6)
        .vary("pointwise_initializer", "he_normal")
        .vary("pointwise_regularizer", "l2")
        .vary("pointwise_constraint", "non_neg");
  }
}

package keratin.applications;

import keratin.layers.activations.Activation;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.merging.Concatenate;
import keratin.layers.normalization.BatchNormalization;
import keratin.layers.pooling.AveragePooling2D;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.reshaping.ZeroPadding2D;
import keratin.models.Model;
import keratin.tensor.Tensor;

/**
 * Networks whose layers see what all layers before them in their block have found [1].
 *
 * <p>[1] Huang, Liu, van der Maaten and Weinberger, Densely Connected Convolutional Networks, 2017.
 */
final class DenseNet {
  private static final double EPSILON = 1.001e-5;

  /** Channels that every layer adds. */
  private static final int GROWTH = 32;

  private DenseNet() {}

  /** A network with so many layers in each of its four blocks. */
  static Model of(Application options, int... layers) {
    Tensor input = options.input(224, 32);
    Tensor x = new ZeroPadding2D(3).of(input);
    x = new Conv2D(64, 7).strides(2).useBias(false).name("conv1_conv").of(x);
    x = relu(norm(x, "conv1_bn"), "conv1_relu");
    x = new ZeroPadding2D(1).of(x);
    x = new MaxPooling2D(3).strides(2).name("pool1").of(x);
    for (int b = 0; b < layers.length; b++) {
      if (b > 0) {
        x = transition(x, "pool" + (b + 1));
      }
      for (int l = 1; l <= layers[b]; l++) {
        x = layer(x, "conv" + (b + 2) + "_block" + l);
      }
    }
    return options.finish(input, relu(norm(x, "bn"), "relu"));
  }

  private static Tensor layer(Tensor x, String name) {
    Tensor y = relu(norm(x, name + "_0_bn"), name + "_0_relu");
    y = new Conv2D(4 * GROWTH, 1).useBias(false).name(name + "_1_conv").of(y);
    y = relu(norm(y, name + "_1_bn"), name + "_1_relu");
    y = new Conv2D(GROWTH, 3).padding("same").useBias(false).name(name + "_2_conv").of(y);
    return new Concatenate().name(name + "_concat").of(x, y);
  }

  /** Half the channels, half the height and width. */
  private static Tensor transition(Tensor x, String name) {
    Tensor y = relu(norm(x, name + "_bn"), name + "_relu");
    y = new Conv2D(y.shape().dim(-1) / 2, 1).useBias(false).name(name + "_conv").of(y);
    return new AveragePooling2D(2).strides(2).name(name + "_pool").of(y);
  }

  private static Tensor norm(Tensor x, String name) {
    return new BatchNormalization().epsilon(EPSILON).name(name).of(x);
  }

  private static Tensor relu(Tensor x, String name) {
    return new Activation("relu").name(name).of(x);
  }
}

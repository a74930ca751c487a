package keratin.applications;

import keratin.layers.activations.Activation;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.convolutional.SeparableConv2D;
import keratin.layers.merging.Add;
import keratin.layers.normalization.BatchNormalization;
import keratin.layers.pooling.MaxPooling2D;
import keratin.models.Model;
import keratin.tensor.Tensor;

/**
 * Separable convolutions with shortcuts around every block [1].
 *
 * <p>[1] Chollet, Xception: Deep Learning with Depthwise Separable Convolutions, 2017.
 */
final class Xception {
  private Xception() {}

  static Model of(Application options) {
    Tensor input = options.input(299, 71);
    Tensor x = new Conv2D(32, 3).strides(2).useBias(false).name("block1_conv1").of(input);
    x = relu(norm(x, "block1_conv1_bn"), "block1_conv1_act");
    x = new Conv2D(64, 3).useBias(false).name("block1_conv2").of(x);
    x = relu(norm(x, "block1_conv2_bn"), "block1_conv2_act");

    x = narrowing(x, 2, 128, 128);
    x = narrowing(x, 3, 256, 256);
    x = narrowing(x, 4, 728, 728);
    for (int block = 5; block <= 12; block++) {
      Tensor y = x;
      for (int i = 1; i <= 3; i++) {
        String name = "block" + block + "_sepconv" + i;
        y = separable(relu(y, name + "_act"), 728, name);
      }
      x = new Add().of(y, x);
    }
    x = narrowing(x, 13, 728, 1024);

    x = relu(separable(x, 1536, "block14_sepconv1"), "block14_sepconv1_act");
    x = relu(separable(x, 2048, "block14_sepconv2"), "block14_sepconv2_act");
    return options.finish(input, x);
  }

  /**
   * Two separable convolutions and a pool, beside them a convolution that skips every other place.
   */
  private static Tensor narrowing(Tensor x, int block, int first, int second) {
    Tensor shortcut = new Conv2D(second, 1).strides(2).padding("same").useBias(false).of(x);
    shortcut = new BatchNormalization().of(shortcut);
    String name = "block" + block + "_sepconv";
    Tensor y = block == 2 ? x : relu(x, name + "1_act");
    y = separable(y, first, name + "1");
    y = separable(relu(y, name + "2_act"), second, name + "2");
    y = new MaxPooling2D(3).strides(2).padding("same").name("block" + block + "_pool").of(y);
    return new Add().of(y, shortcut);
  }

  private static Tensor separable(Tensor x, int filters, String name) {
    Tensor y = new SeparableConv2D(filters, 3).padding("same").useBias(false).name(name).of(x);
    return norm(y, name + "_bn");
  }

  private static Tensor norm(Tensor x, String name) {
    return new BatchNormalization().name(name).of(x);
  }

  private static Tensor relu(Tensor x, String name) {
    return new Activation("relu").name(name).of(x);
  }
}

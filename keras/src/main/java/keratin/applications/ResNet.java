package keratin.applications;

import keratin.layers.activations.Activation;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.merging.Add;
import keratin.layers.normalization.BatchNormalization;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.reshaping.ZeroPadding2D;
import keratin.models.Model;
import keratin.tensor.Tensor;

/**
 * Residual networks: blocks that add what they find to what they are given [1].
 *
 * <p>[1] He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition, 2015.
 */
final class ResNet {
  private static final double EPSILON = 1.001e-5;

  private ResNet() {}

  /** A network of bottlenecks, so many in each of its four stages, as Keras has it. */
  static Model ofBottlenecks(Application options, int... blocks) {
    Tensor input = options.input(224, 32);
    Tensor x = stem(input, true);
    for (int s = 0; s < blocks.length; s++) {
      for (int b = 1; b <= blocks[s]; b++) {
        String name = "conv" + (s + 2) + "_block" + b;
        x = bottleneck(x, 64 << s, b == 1 && s > 0 ? 2 : 1, b == 1, name);
      }
    }
    return options.finish(input, x);
  }

  /**
   * A network of two 3 × 3 convolutions a block, so many blocks in each stage: the 18 and 34 layers
   * of the paper. Convolutions have no bias, batch normalization has one.
   */
  static Model ofBasicBlocks(Application options, int... blocks) {
    Tensor input = options.input(224, 32);
    Tensor x = stem(input, false);
    for (int s = 0; s < blocks.length; s++) {
      for (int b = 1; b <= blocks[s]; b++) {
        String name = "conv" + (s + 2) + "_block" + b;
        int stride = b == 1 && s > 0 ? 2 : 1;
        x = basicBlock(x, 64 << s, stride, name);
      }
    }
    return options.finish(input, x);
  }

  private static Tensor stem(Tensor input, boolean bias) {
    Tensor x = new ZeroPadding2D(3).name("conv1_pad").of(input);
    x = new Conv2D(64, 7).strides(2).useBias(bias).name("conv1_conv").of(x);
    x = relu(norm(x, "conv1_bn"), "conv1_relu");
    x = new ZeroPadding2D(1).name("pool1_pad").of(x);
    return new MaxPooling2D(3).strides(2).name("pool1_pool").of(x);
  }

  /** 1 × 1, 3 × 3 and 1 × 1, the last with four times the filters. */
  private static Tensor bottleneck(
      Tensor x, int filters, int stride, boolean project, String name) {
    Tensor shortcut = x;
    if (project) {
      shortcut = new Conv2D(4 * filters, 1).strides(stride).name(name + "_0_conv").of(x);
      shortcut = norm(shortcut, name + "_0_bn");
    }
    Tensor y = new Conv2D(filters, 1).strides(stride).name(name + "_1_conv").of(x);
    y = relu(norm(y, name + "_1_bn"), name + "_1_relu");
    y = new Conv2D(filters, 3).padding("same").name(name + "_2_conv").of(y);
    y = relu(norm(y, name + "_2_bn"), name + "_2_relu");
    y = new Conv2D(4 * filters, 1).name(name + "_3_conv").of(y);
    y = norm(y, name + "_3_bn");
    return relu(new Add().name(name + "_add").of(shortcut, y), name + "_out");
  }

  private static Tensor basicBlock(Tensor x, int filters, int stride, String name) {
    Tensor shortcut = x;
    if (stride != 1 || x.shape().dim(-1) != filters) {
      shortcut = new Conv2D(filters, 1).strides(stride).useBias(false).name(name + "_0_conv").of(x);
      shortcut = norm(shortcut, name + "_0_bn");
    }
    Tensor y = threeByThree(x, filters, stride, name + "_1_conv");
    y = relu(norm(y, name + "_1_bn"), name + "_1_relu");
    y = threeByThree(y, filters, 1, name + "_2_conv");
    y = norm(y, name + "_2_bn");
    return relu(new Add().name(name + "_add").of(shortcut, y), name + "_out");
  }

  private static Tensor threeByThree(Tensor x, int filters, int stride, String name) {
    return new Conv2D(filters, 3).strides(stride).padding("same").useBias(false).name(name).of(x);
  }

  private static Tensor norm(Tensor x, String name) {
    return new BatchNormalization().epsilon(EPSILON).name(name).of(x);
  }

  private static Tensor relu(Tensor x, String name) {
    return new Activation("relu").name(name).of(x);
  }
}

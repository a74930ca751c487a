package keratin.applications;

import keratin.layers.convolutional.Conv2D;
import keratin.layers.merging.Concatenate;
import keratin.layers.pooling.GlobalAveragePooling2D;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.regularization.Dropout;
import keratin.models.Model;
import keratin.tensor.Tensor;

/**
 * Nine inception modules [1], without the two auxiliary classifiers, which only help training.
 *
 * <p>[1] Szegedy and others, Going Deeper with Convolutions, 2015.
 */
final class GoogLeNet {
  private GoogLeNet() {}

  static Model of(Application options) {
    Tensor input = options.input(224, 32);
    Tensor x = conv(input, 64, 7, 2, "conv1");
    x = halve(x, "pool1");
    x = conv(x, 64, 1, 1, "conv2_reduce");
    x = conv(x, 192, 3, 1, "conv2");
    x = halve(x, "pool2");
    x = inception(x, "3a", 64, 96, 128, 16, 32, 32);
    x = inception(x, "3b", 128, 128, 192, 32, 96, 64);
    x = halve(x, "pool3");
    x = inception(x, "4a", 192, 96, 208, 16, 48, 64);
    x = inception(x, "4b", 160, 112, 224, 24, 64, 64);
    x = inception(x, "4c", 128, 128, 256, 24, 64, 64);
    x = inception(x, "4d", 112, 144, 288, 32, 64, 64);
    x = inception(x, "4e", 256, 160, 320, 32, 128, 128);
    x = halve(x, "pool4");
    x = inception(x, "5a", 256, 160, 320, 32, 128, 128);
    x = inception(x, "5b", 384, 192, 384, 48, 128, 128);
    if (options.includesTop()) {
      x = new GlobalAveragePooling2D().name("avg_pool").of(x);
      x = options.classify(new Dropout(0.4).name("dropout").of(x));
    }
    return options.model(input, x);
  }

  /**
   * Windows of 1, 3 and 5 and a pool side by side.
   *
   * @param reduceThree the channels that a 1 × 1 convolution leaves for the 3 × 3 one; likewise
   *     {@code reduceFive}
   */
  private static Tensor inception(
      Tensor x,
      String name,
      int one,
      int reduceThree,
      int three,
      int reduceFive,
      int five,
      int pooled) {
    String prefix = "inception_" + name;
    Tensor a = conv(x, one, 1, 1, prefix + "_1x1");
    Tensor b = conv(x, reduceThree, 1, 1, prefix + "_3x3_reduce");
    b = conv(b, three, 3, 1, prefix + "_3x3");
    Tensor c = conv(x, reduceFive, 1, 1, prefix + "_5x5_reduce");
    c = conv(c, five, 5, 1, prefix + "_5x5");
    Tensor d = new MaxPooling2D(3).strides(1).padding("same").name(prefix + "_pool").of(x);
    d = conv(d, pooled, 1, 1, prefix + "_pool_proj");
    return new Concatenate().name(prefix).of(a, b, c, d);
  }

  private static Tensor conv(Tensor x, int filters, int size, int stride, String name) {
    return new Conv2D(filters, size)
        .strides(stride)
        .padding("same")
        .activation("relu")
        .name(name)
        .of(x);
  }

  private static Tensor halve(Tensor x, String name) {
    return new MaxPooling2D(3).strides(2).padding("same").name(name).of(x);
  }
}

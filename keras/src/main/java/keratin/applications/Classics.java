package keratin.applications;

import keratin.layers.convolutional.Conv2D;
import keratin.layers.core.Dense;
import keratin.layers.pooling.AveragePooling2D;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.regularization.Dropout;
import keratin.layers.reshaping.Flatten;
import keratin.models.Model;
import keratin.tensor.Tensor;

/**
 * The networks that the others descend from.
 *
 * <p>[1] LeCun, Bottou, Bengio and Haffner, Gradient-Based Learning Applied to Document
 * Recognition, 1998. [2] Krizhevsky, Sutskever and Hinton, ImageNet Classification with Deep
 * Convolutional Neural Networks, 2012.
 */
final class Classics {
  private Classics() {}

  /** LeNet-5 [1], with every map of its second convolution connected to every map below. */
  static Model leNet5(Application options) {
    Tensor input = options.input(28, 28, 1);
    Tensor x = new Conv2D(6, 5).padding("same").activation("tanh").name("c1").of(input);
    x = new AveragePooling2D(2).name("s2").of(x);
    x = new Conv2D(16, 5).activation("tanh").name("c3").of(x);
    x = new AveragePooling2D(2).name("s4").of(x);
    x = new Conv2D(120, 5).activation("tanh").name("c5").of(x);
    if (options.includesTop()) {
      x = new Flatten().name("flatten").of(x);
      x = options.classify(new Dense(84).activation("tanh").name("f6").of(x));
    }
    return options.model(input, x);
  }

  /** AlexNet [2]: groups of two where its halves, each on a processor, did not meet. */
  static Model alexNet(Application options) {
    Tensor input = options.input(227, 67);
    Tensor x = new Conv2D(96, 11).strides(4).activation("relu").name("conv1").of(input);
    x = halve(new LocalResponseNormalization().name("norm1").of(x), "pool1");
    x = same(x, 256, 5, 2, "conv2");
    x = halve(new LocalResponseNormalization().name("norm2").of(x), "pool2");
    x = same(x, 384, 3, 1, "conv3");
    x = same(x, 384, 3, 2, "conv4");
    x = same(x, 256, 3, 2, "conv5");
    x = halve(x, "pool5");
    if (options.includesTop()) {
      x = new Flatten().name("flatten").of(x);
      for (String name : new String[] {"fc6", "fc7"}) {
        x = new Dense(4096).activation("relu").name(name).of(x);
        x = new Dropout(0.5).name("drop" + name.charAt(2)).of(x);
      }
      x = options.classify(x);
    }
    return options.model(input, x);
  }

  private static Tensor same(Tensor x, int filters, int size, int groups, String name) {
    return new Conv2D(filters, size)
        .padding("same")
        .groups(groups)
        .activation("relu")
        .name(name)
        .of(x);
  }

  private static Tensor halve(Tensor x, String name) {
    return new MaxPooling2D(3).strides(2).name(name).of(x);
  }
}

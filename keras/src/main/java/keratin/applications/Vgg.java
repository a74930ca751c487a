package keratin.applications;

import keratin.layers.convolutional.Conv2D;
import keratin.layers.core.Dense;
import keratin.layers.pooling.MaxPooling2D;
import keratin.layers.reshaping.Flatten;
import keratin.models.Model;
import keratin.tensor.Tensor;

/**
 * Blocks of 3 × 3 convolutions, a pool after each, and three dense layers [1].
 *
 * <p>[1] Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image
 * Recognition, 2014.
 */
final class Vgg {
  private Vgg() {}

  /** A network with so many convolutions in its five blocks. */
  static Model of(Application options, int... convolutions) {
    Tensor input = options.input(224, 32);
    Tensor x = input;
    int filters = 64;
    for (int b = 0; b < convolutions.length; b++) {
      String block = "block" + (b + 1);
      for (int c = 1; c <= convolutions[b]; c++) {
        x =
            new Conv2D(filters, 3)
                .activation("relu")
                .padding("same")
                .name(block + "_conv" + c)
                .of(x);
      }
      x = new MaxPooling2D(2).strides(2).name(block + "_pool").of(x);
      filters = Math.min(512, 2 * filters);
    }
    if (options.includesTop()) {
      x = new Flatten().name("flatten").of(x);
      x = new Dense(4096).activation("relu").name("fc1").of(x);
      x = new Dense(4096).activation("relu").name("fc2").of(x);
      x = options.classify(x);
    }
    return options.model(input, x);
  }
}

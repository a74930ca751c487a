package keratin.applications;

import keratin.layers.activations.Activation;
import keratin.layers.convolutional.Conv2D;
import keratin.layers.merging.Concatenate;
import keratin.layers.normalization.BatchNormalization;
import keratin.layers.pooling.AveragePooling2D;
import keratin.layers.pooling.MaxPooling2D;
import keratin.models.Model;
import keratin.tensor.Tensor;

/**
 * Modules of branches with windows of different sizes, large ones taken apart into small ones [1].
 *
 * <p>[1] Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, Rethinking the Inception Architecture for
 * Computer Vision, 2016.
 */
final class InceptionV3 {
  private InceptionV3() {}

  static Model of(Application options) {
    Tensor input = options.input(299, 75);
    Tensor x = conv(input, 32, 3, 3, 2, "valid");
    x = conv(x, 32, 3, 3, 1, "valid");
    x = conv(x, 64, 3, 3);
    x = halve(x);
    x = conv(x, 80, 1, 1, 1, "valid");
    x = conv(x, 192, 3, 3, 1, "valid");
    x = halve(x);

    x = fine(x, 32, "mixed0");
    x = fine(x, 64, "mixed1");
    x = fine(x, 64, "mixed2");
    x = toMiddle(x);
    x = middle(x, 128, "mixed4");
    x = middle(x, 160, "mixed5");
    x = middle(x, 160, "mixed6");
    x = middle(x, 192, "mixed7");
    x = toCoarse(x);
    x = coarse(x, "mixed9", "mixed9_0");
    x = coarse(x, "mixed10", "mixed9_1");
    return options.finish(input, x);
  }

  /** Places of 35 × 35: windows of 1, 5 and twice 3. */
  private static Tensor fine(Tensor x, int pooled, String name) {
    Tensor one = conv(x, 64, 1, 1);
    Tensor five = conv(conv(x, 48, 1, 1), 64, 5, 5);
    Tensor twice = conv(conv(conv(x, 64, 1, 1), 96, 3, 3), 96, 3, 3);
    return join(name, one, five, twice, conv(mean(x), pooled, 1, 1));
  }

  private static Tensor toMiddle(Tensor x) {
    Tensor three = conv(x, 384, 3, 3, 2, "valid");
    Tensor twice = conv(conv(x, 64, 1, 1), 96, 3, 3);
    twice = conv(twice, 96, 3, 3, 2, "valid");
    return join("mixed3", three, twice, halve(x));
  }

  /** Places of 17 × 17: windows of 7, taken apart into 1 × 7 and 7 × 1. */
  private static Tensor middle(Tensor x, int filters, String name) {
    Tensor one = conv(x, 192, 1, 1);
    Tensor seven = conv(x, filters, 1, 1);
    seven = conv(conv(seven, filters, 1, 7), 192, 7, 1);
    Tensor twice = conv(x, filters, 1, 1);
    twice = conv(conv(twice, filters, 7, 1), filters, 1, 7);
    twice = conv(conv(twice, filters, 7, 1), 192, 1, 7);
    return join(name, one, seven, twice, conv(mean(x), 192, 1, 1));
  }

  private static Tensor toCoarse(Tensor x) {
    Tensor three = conv(conv(x, 192, 1, 1), 320, 3, 3, 2, "valid");
    Tensor seven = conv(conv(conv(x, 192, 1, 1), 192, 1, 7), 192, 7, 1);
    seven = conv(seven, 192, 3, 3, 2, "valid");
    return join("mixed8", three, seven, halve(x));
  }

  /** Places of 8 × 8: windows of 3 × 1 and 1 × 3 side by side. */
  private static Tensor coarse(Tensor x, String name, String inner) {
    Tensor one = conv(x, 320, 1, 1);
    Tensor three = conv(x, 384, 1, 1);
    three = join(inner, conv(three, 384, 1, 3), conv(three, 384, 3, 1));
    Tensor twice = conv(conv(x, 448, 1, 1), 384, 3, 3);
    twice = new Concatenate().of(conv(twice, 384, 1, 3), conv(twice, 384, 3, 1));
    return join(name, one, three, twice, conv(mean(x), 192, 1, 1));
  }

  private static Tensor conv(Tensor x, int filters, int rows, int columns) {
    return conv(x, filters, rows, columns, 1, "same");
  }

  private static Tensor conv(
      Tensor x, int filters, int rows, int columns, int stride, String padding) {
    Tensor y =
        new Conv2D(filters, new int[] {rows, columns})
            .strides(stride)
            .padding(padding)
            .useBias(false)
            .of(x);
    return new Activation("relu").of(new BatchNormalization().scale(false).of(y));
  }

  private static Tensor mean(Tensor x) {
    return new AveragePooling2D(3).strides(1).padding("same").of(x);
  }

  private static Tensor halve(Tensor x) {
    return new MaxPooling2D(3).strides(2).of(x);
  }

  private static Tensor join(String name, Tensor first, Tensor second, Tensor... more) {
    return new Concatenate().name(name).of(first, second, more);
  }
}

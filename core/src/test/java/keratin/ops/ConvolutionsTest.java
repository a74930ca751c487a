package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import keratin.autograd.GradientTape;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and gradients of the ops are checked by OpContractTest; here is what users call. */
class ConvolutionsTest {
  private static final int[] ONE = {1};

  @ParameterizedTest
  @CsvSource({
    "28, 3, 1, valid, 1, 26",
    "28, 3, 1, same, 1, 28",
    "28, 3, 2, valid, 1, 13",
    "28, 3, 2, same, 1, 14",
    "27, 3, 2, same, 1, 14",
    "28, 3, 1, valid, 2, 24",
    "28, 3, 1, same, 4, 28",
    "28, 1, 3, same, 1, 10"
  })
  @Tag("C2")
  void lengths(int length, int size, int stride, String padding, int dilation, int expected) {
    Tensor x = Ops.ones(2, length, length, 3);
    Tensor kernel = Ops.ones(size, size, 3, 5);
    int[] strides = {stride};
    int[] dilations = {dilation};
    Tensor y = Nn.conv(x, kernel, strides, padding, "channels_last", dilations);
    assertThat(y.shape()).isEqualTo(Shape.of(2, expected, expected, 5));
    Tensor symbol = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(-1, length, -1, 3)));
    assertThat(Nn.conv(symbol, kernel, strides, padding, "channels_last", dilations).shape())
        .isEqualTo(Shape.of(-1, expected, -1, 5));
  }

  @Test
  @Tag("J3")
  void anEdgeFilterByHand() {
    Tensor image =
        Tensor.of(new float[][] {{0, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}}).reshape(1, 3, 4, 1);
    Tensor edge = Tensor.of(new float[][] {{-1, 1}}).reshape(1, 2, 1, 1);
    Tensor y = Nn.conv(image, edge, 1, "valid");
    assertThat(y.toFloatArray()).containsExactly(0, 1, 0, 0, 1, 0, 0, 1, 0);
  }

  @Test
  @Tag("C2")
  void channelsFirstIsTheSameMoved() {
    Tensor x = Ops.linspace(-1, 1, 96).reshape(2, 4, 4, 3);
    Tensor kernel = Ops.linspace(0, 1, 54).reshape(3, 3, 3, 2);
    Tensor expected = Nn.conv(x, kernel, 2, "same");
    Tensor first =
        Nn.conv(Ops.moveaxis(x, -1, 1), kernel, new int[] {2}, "same", "channels_first", ONE);
    Golden.assertClose(Ops.moveaxis(first, 1, -1), expected, 1e-6, 1e-6);
  }

  @Test
  @Tag("C2")
  void depthwiseAndSeparable() {
    Tensor x = Ops.linspace(-1, 1, 48).reshape(1, 4, 4, 3);
    Tensor depth = Ops.linspace(0, 1, 24).reshape(2, 2, 3, 2);
    Tensor y = Nn.depthwiseConv(x, depth, ONE, "valid", "channels_last", ONE);
    assertThat(y.shape()).isEqualTo(Shape.of(1, 3, 3, 6));
    // Channel c·2 + m is that of a convolution of channel c by kernel m alone.
    Tensor alone = Nn.conv(x.get("..., 1:2"), depth.get("..., 1:2, 1:2"), 1, "valid");
    Golden.assertClose(y.get("..., 3:4"), alone, 1e-6, 1e-6);
    Tensor point = Ops.ones(1, 1, 6, 4);
    Tensor both = Nn.separableConv(x, depth, point, ONE, "valid", "channels_last", ONE);
    Golden.assertClose(both.get("..., 2:3"), Ops.sum(y, true, -1), 1e-5, 1e-5);
  }

  @Test
  @Tag("C2")
  @Tag("N2")
  void aTransposedConvolutionIsTheGradientOfAConvolution() {
    Tensor kernel = Ops.linspace(-1, 1, 3 * 3 * 2 * 4).reshape(3, 3, 2, 4);
    for (String padding : new String[] {"same", "valid"}) {
      int length = padding.equals("same") ? 8 : 9;
      Tensor image = Ops.zeros(1, length, length, 2);
      Tensor dy = Ops.linspace(0, 1, 64).reshape(1, 4, 4, 4);
      try (var tape = new GradientTape()) {
        tape.watch(image);
        Tensor y = Nn.conv(image, kernel, 2, padding);
        Tensor gradient = tape.gradient(y.mul(dy), image);
        int[] two = {2};
        Tensor back = Nn.convTranspose(dy, kernel, two, padding, null, "channels_last", ONE);
        Golden.assertClose(back, gradient, 1e-5, 1e-5);
      }
    }
  }

  @Test
  @Tag("C3")
  void pooling() {
    Tensor x = Ops.range(16).cast(DType.FLOAT32).reshape(1, 4, 4, 1);
    int[] two = {2};
    assertThat(Nn.maxPool(x, two, null, "valid", "channels_last").toFloatArray())
        .containsExactly(5, 7, 13, 15);
    assertThat(Nn.averagePool(x, two, null, "valid", "channels_last").toFloatArray())
        .containsExactly(2.5f, 4.5f, 10.5f, 12.5f);
    // Padding counts for nothing: the corner is the mean of one element.
    float[] means = Nn.averagePool(x, two, ONE, "same", "channels_last").toFloatArray();
    assertThat(means[15]).isEqualTo(15);
    try (var tape = new GradientTape()) {
      Tensor flat = Ops.ones(1, 2, 2, 1);
      tape.watch(flat);
      Tensor y = Nn.maxPool(flat, two, null, "valid", "channels_last");
      assertThat(tape.gradient(y, flat).toFloatArray()).containsExactly(1, 0, 0, 0);
    }
  }

  @Test
  @Tag("C2")
  void paddingInNumbersIsPaddingOfTheInput() {
    Tensor x = Ops.linspace(-1, 1, 90).reshape(1, 5, 6, 3);
    Tensor kernel = Ops.linspace(0, 1, 54).reshape(3, 3, 3, 2);
    int[][] border = {{0, 0}, {1, 2}, {0, 1}, {0, 0}};
    Tensor expected = Nn.conv(Ops.pad(x, border, 0), kernel, 2, "valid");
    int[] two = {2};
    Golden.assertClose(Nn.conv2d(x, kernel, two, border), expected, 1e-6, 1e-6);
    int[][] first = {{0, 0}, {0, 0}, {1, 2}, {0, 1}};
    Tensor moved = Nn.conv(Ops.moveaxis(x, -1, 1), kernel, two, first, "channels_first", ONE);
    Golden.assertClose(Ops.moveaxis(moved, 1, -1), expected, 1e-6, 1e-6);
    Tensor gaps = Nn.conv(Ops.pad(x, border, 0), kernel, ONE, "valid", null, two);
    Golden.assertClose(Nn.conv2d(x, kernel, ONE, border, two), gaps, 1e-6, 1e-6);
  }

  @Test
  @Tag("C3")
  void thePaddingOfAMaximumIsNeverTheLargest() {
    int[] two = {2};
    int[][] border = {{0, 0}, {1, 1}, {1, 1}, {0, 0}};
    Tensor x = Ops.range(1, 13).cast(DType.FLOAT32).reshape(1, 3, 4, 1).sub(100);
    Tensor y = Nn.maxPool2d(x, two, two, border);
    // The documentation of tf.nn.max_pool2d has this example, without the 100.
    assertThat(y.add(100).reshape(2, 3).toFloatArray()).containsExactly(1, 3, 4, 9, 11, 12);
    int[][] first = {{0, 0}, {0, 0}, {1, 1}, {1, 1}};
    Tensor moved = Nn.maxPool(Ops.moveaxis(x, -1, 1), two, two, first, "channels_first");
    Golden.assertClose(Ops.moveaxis(moved, 1, -1), y, 0, 0);
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor gradient = tape.gradient(Nn.maxPool2d(x, two, two, border), x);
      assertThat(gradient.toFloatArray()).containsExactly(1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 1);
    }
    int[][] wide = {{0, 0}, {2, 1}, {1, 1}, {0, 0}};
    assertThatThrownBy(() -> Nn.maxPool2d(x, two, two, wide))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "max_pool: the window [2, 2] could lie in the padding [[0, 0], [2, 1], [1, 1], [0, 0]]"
                + " alone. Pad less than its length, or pad x itself: Ops.pad(x, padding)");
  }

  @Test
  @Tag("C2")
  void whatIsCausalSeesNothingLater() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(1, 4, 1));
    Tensor kernel = Tensor.of(new float[] {10, 1}, Shape.of(2, 1, 1));
    Tensor y = Nn.conv(x, kernel, ONE, "causal", null, new int[] {2});
    assertThat(y.toFloatArray()).containsExactly(1, 2, 13, 24);
  }

  @Test
  @Tag("C2")
  void tensorflowsNames() {
    Tensor x = Ops.linspace(-1, 1, 90).reshape(1, 5, 6, 3);
    Tensor kernel = Ops.linspace(0, 1, 24).reshape(2, 2, 3, 2);
    int[] four = {1, 2, 1, 1};
    Tensor y = Nn.conv2d(x, kernel, four, "SAME");
    assertThat(y.shape()).isEqualTo(Shape.of(1, 3, 6, 2));
    Tensor back = Nn.conv2dTranspose(y, kernel, new int[] {1, 5, 6, 3}, four, "SAME");
    assertThat(back.shape()).isEqualTo(x.shape());
    Tensor gaps = Nn.conv(x, kernel, ONE, "same", null, new int[] {2});
    Golden.assertClose(Nn.atrousConv2d(x, kernel, 2, "SAME"), gaps, 1e-6, 1e-6);
    Tensor signal = x.reshape(1, 30, 3);
    int[] three = {3};
    assertThat(Nn.maxPool1d(signal, three, three, "VALID").shape()).isEqualTo(Shape.of(1, 10, 3));
    assertThatThrownBy(() -> Nn.conv2d(x, kernel, new int[] {2, 1, 1, 1}, "SAME"))
        .hasMessage(
            "[2, 1, 1, 1]: the numbers for batch and channels, the first and the last,"
                + " must be 1.");
    assertThatThrownBy(() -> Nn.maxPool2d(signal, three, three, "SAME"))
        .hasMessage(
            "max_pool2d: 4 axes are needed, batch and channels among them, but the shape"
                + " is (1, 30, 3).");
    assertThatThrownBy(() -> Nn.conv2dTranspose(y, kernel, new int[] {1, 5, 6, 2}, four, "SAME"))
        .hasMessage(
            "conv2d_transpose: outputShape [1, 5, 6, 2] must be (batch, lengths, outputs),"
                + " with the batch of input (1, 3, 6, 2) and the outputs of filters (2, 2, 3, 2).");
  }

  @Test
  @Tag("C3")
  void adaptiveWindowsCoverEverything() {
    Tensor x = Ops.range(7).cast(DType.FLOAT32).reshape(1, 7, 1);
    int[] three = {3};
    // 0-2, 2-4, 4-6
    assertThat(Nn.adaptiveAveragePool(x, three, null).toFloatArray()).containsExactly(1, 3, 5);
    assertThat(Nn.adaptiveMaxPool(x, new int[] {5}, null).toFloatArray())
        .containsExactly(1, 2, 4, 5, 6);
    Tensor longer = Ops.range(5).cast(DType.FLOAT32).reshape(1, 1, 5);
    // windows of lengths 2, 3 and 2
    assertThat(Nn.adaptiveMaxPool(longer, three, "channels_first").toFloatArray())
        .containsExactly(1, 3, 4);
    assertThatThrownBy(() -> Nn.adaptiveMaxPool(x, new int[] {0}, null))
        .hasMessage("adaptive pooling: the output size must be at least 1, but is 0.");
  }

  @Test
  @Tag("C2")
  void aLayerInOnePass() {
    Tensor x = Ops.linspace(-1, 1, 96).reshape(2, 3, 4, 4);
    Tensor kernel = Ops.linspace(-1, 1, 48).reshape(2, 2, 3, 4);
    Tensor bias = Tensor.of(new float[] {0, 1, -1, 2});
    Tensor expected =
        Nn.conv(x, kernel, ONE, "same", "channels_first", ONE).add(bias.reshape(4, 1, 1)).relu();
    Tensor y = Nn.convAffine(x, kernel, bias, Unary.RELU, ONE, "same", "channels_first", ONE);
    Golden.assertClose(y, expected, 1e-6, 1e-6);
  }

  @Test
  void errors() {
    assertThatThrownBy(() -> Nn.conv(Ops.ones(1, 5, 5, 3), Ops.ones(3, 3, 3, 2), 1, "full"))
        .hasMessage("padding \"full\" is not known. Use \"valid\" or \"same\".");
    assertThatThrownBy(() -> Nn.conv(Ops.ones(5, 5, 3), Ops.ones(3, 3, 3, 2), 1, "same"))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "conv: with 2 spatial axes x must be (batch, length, length, channels), but its shape"
                + " is (5, 5, 3).");
    assertThatThrownBy(
            () ->
                Nn.maxPool(
                    Ops.ones(1, 4, 4, 1), new int[] {2, 2, 2}, null, "valid", "channels_last"))
        .hasMessage("One number or 2 are needed for 2 spatial axes, but [2, 2, 2] came.");
    assertThatThrownBy(() -> Nn.maxPool(Ops.ones(1, 4, 1), ONE, null, "valid", "NHWC"))
        .hasMessage(
            "data format \"NHWC\" is not known. Use \"channels_last\" or \"channels_first\".");
    Tensor image = Ops.ones(1, 5, 5, 3);
    int[] two = {2};
    assertThatThrownBy(() -> Nn.conv(image, Ops.ones(3, 3, 3, 2), two, "same", null, two))
        .hasMessage(
            "conv: strides [2, 2] and dilation rates [2, 2] are both above 1, which is not"
                + " supported.\n  Use strides of 1, or dilation rates of 1.");
    assertThatThrownBy(() -> Nn.conv(image, Ops.ones(3, 3, 2, 2), 1, "same"))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "conv: x (1, 5, 5, 3) has 3 channels, but the kernel (3, 3, 2, 2) is for 2.\n"
                + "  Give the kernel as many, or a divisor of them for a convolution in groups.");
    assertThatThrownBy(() -> Nn.conv(image, Ops.ones(3, 3, 1, 4), 1, "same"))
        .hasMessage(
            "conv: 3 channels for a kernel of 1 make 3 groups, which must divide the 4 filters of"
                + " the kernel (3, 3, 1, 4).");
    assertThatThrownBy(() -> Nn.conv(image, Ops.ones(7, 3, 3, 4), 1, "valid"))
        .hasMessage(
            "conv: the window spans 7 elements, but axis 1 of the shape (1, 5, 5, 3) has 5.\n"
                + "  Use a smaller window, or padding \"same\".");
    assertThatThrownBy(() -> Nn.conv(image, Ops.ones(3, 3, 3, 4), 1, "causal"))
        .hasMessage("padding \"causal\" is for one spatial axis, but there are 2. Use \"same\".");
    assertThatThrownBy(() -> Nn.depthwiseConv(image, Ops.ones(3, 3, 2, 1), ONE, "same", null, ONE))
        .hasMessage(
            "depthwise_conv: x (1, 5, 5, 3) has 3 channels, but the kernel (3, 3, 2, 1) is for 2.");
    int[][] batch = {{1, 0}, {1, 1}, {1, 1}, {0, 0}};
    assertThatThrownBy(() -> Nn.conv2d(image, Ops.ones(3, 3, 3, 4), ONE, batch))
        .hasMessage(
            "padding [[1, 0], [1, 1], [1, 1], [0, 0]] does not fit 2 spatial axes: a pair (before,"
                + " after) is needed for each of the 4 axes of x, and (0, 0) for batch and"
                + " channels.");
  }

  @Test
  void stridesLongerThanAnything() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5}, Shape.of(1, 5, 1));
    Tensor kernel = Ops.ones(1, 1, 1);
    int[] strides = {Integer.MAX_VALUE};
    assertThat(Nn.conv(x, kernel, strides, "same", null, new int[] {1}).toFloatArray())
        .containsExactly(1);
    try (GradientTape tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = Nn.conv(x, kernel, strides, "valid", null, new int[] {1});
      assertThat(Objects.requireNonNull(tape.gradient(y, x)).toFloatArray())
          .containsExactly(1, 0, 0, 0, 0);
    }
    assertThatThrownBy(() -> Nn.maxPool(x, new int[] {1 << 30}, null, "same", null))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "window: size [1073741824] with dilations [1] and padding [0, 0] is too large;"
                + " 16777216 elements are the most.");
  }
}

package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import keratin.autograd.GradientTape;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
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
  }
}

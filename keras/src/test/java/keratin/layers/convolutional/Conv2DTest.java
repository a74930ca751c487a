package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class Conv2DTest {
  private static Tensor zeros(int... dims) {
    return Tensor.full(DType.FLOAT32, 0, dims);
  }

  @Test
  void keepsTheContract() {
    ConvContract.filters(() -> new Conv2D(4, 2), 6, 4, 2)
        .weights("kernel (2, 2, 2, 4)", "bias (4,)")
        .vary("groups", 2)
        .check();
  }

  @Test
  void keepsTheContractInGroupsWithStridesAndSamePadding() {
    ConvContract.filters(
            () ->
                new Conv2D(4, new int[] {3, 2})
                    .groups(2)
                    .strides(1, 2)
                    .padding("same")
                    .dataFormat("channels_first")
                    .activation("sigmoid"),
            4,
            6,
            4)
        .weights("kernel (3, 2, 2, 4)", "bias (4,)")
        .vary("groups", 1)
        .vary("strides", List.of(2, 2))
        .vary("padding", "valid")
        .vary("data_format", "channels_last")
        .vary("dilation_rate", 2, Map.of("strides", 1))
        .check();
  }

  @Test
  void multipliesAndAddsByHand() {
    Conv2D conv = new Conv2D(1, 2).activation("relu");
    Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}).reshape(1, 3, 3, 1);
    conv.of(x);
    conv.setWeights(
        List.of(
            Tensor.of(new float[][] {{1, 2}, {3, 4}}).reshape(2, 2, 1, 1),
            Tensor.of(new float[] {-40})));
    // 1·1 + 2·2 + 4·3 + 5·4 = 37: not flipped.
    Facts.assertClose(
        Tensor.of(new float[][] {{0, 7}, {27, 37}}).reshape(1, 2, 2, 1), conv.of(x), 0, 0);
  }

  @Test
  void samePaddingOfAStridePutsTheOddElementLast() {
    Conv2D conv = new Conv2D(1, 3).strides(2).padding("SAME").kernelInitializer("ones");
    Tensor y = conv.of(Tensor.full(DType.FLOAT32, 1, 1, 4, 4, 1));
    Facts.assertClose(Tensor.of(new float[][] {{9, 6}, {6, 4}}).reshape(1, 2, 2, 1), y, 0, 0);
    assertEquals("same", conv.getConfig().get("padding"));
  }

  @Test
  void aMissingAxisIsNamed() {
    var error =
        assertThrows(ShapeException.class, () -> new Conv2D(4, 3).name("c").of(zeros(8, 28, 28)));
    assertEquals(
        "Conv2D needs inputs (batch, height, width, channels), but got (None, 28, 28). Add the axis"
            + " that is missing: expandDims(0) for a batch of one, expandDims(-1) for one"
            + " channel.\n"
            + "  in Conv2D \"c\" (kernel_size=[3, 3], filters=4)",
        error.getMessage());
  }

  @Test
  void aWindowBeyondTheInputIsRefused() {
    var error =
        assertThrows(ShapeException.class, () -> new Conv2D(4, 5).name("c").of(zeros(1, 4, 9, 1)));
    assertEquals(
        "conv: the window spans 5 elements, but axis 1 of the shape (1, 4, 9, 1) has 4.\n"
            + "  Use a smaller window, or padding \"same\".\n"
            + "  in Conv2D \"c\" (kernel_size=[5, 5], filters=4)",
        error.getMessage());
  }

  @Test
  void stridesAndDilationsExcludeEachOther() {
    var error =
        assertThrows(
            TensorException.class,
            () -> new Conv2D(4, 3).strides(1, 2).dilationRate(2).name("c").of(zeros(1, 9, 9, 1)));
    assertEquals(
        "Conv2D: strides [1, 2] and dilation_rate [2, 2] are both above 1. Leave one of them at"
            + " 1.\n"
            + "  in Conv2D \"c\" (kernel_size=[3, 3], filters=4)",
        error.getMessage());
  }

  @Test
  void groupsMustDivideChannelsAndFilters() {
    var error =
        assertThrows(
            TensorException.class,
            () -> new Conv2D(4, 3).groups(2).name("c").of(zeros(1, 9, 9, 3)));
    assertEquals(
        "Conv2D: 3 channels cannot be split into 2 groups. Give it inputs with a multiple of 2"
            + " channels, or take other groups.\n"
            + "  in Conv2D \"c\" (kernel_size=[3, 3], filters=4)",
        error.getMessage());
    error =
        assertThrows(
            TensorException.class,
            () -> new Conv2D(4, 3).groups(3).name("c").of(zeros(1, 9, 9, 3)));
    assertEquals(
        "Conv2D: 4 filters cannot be shared by 3 groups. Take a multiple of 3, or other groups.\n"
            + "  in Conv2D \"c\" (kernel_size=[3, 3], filters=4)",
        error.getMessage());
  }

  @Test
  void otherChannelsThanItWasBuiltForAreRefused() {
    Conv2D conv = new Conv2D(4, 3).name("c");
    conv.buildFor(Shape.of(Shape.UNKNOWN, 9, 9, 3));
    var error = assertThrows(ShapeException.class, () -> conv.of(zeros(1, 9, 9, 6)));
    assertEquals(
        "Conv2D was built for 3 channels, but the input (1, 9, 9, 6) has 6.\n"
            + "  in Conv2D \"c\" (kernel_size=[3, 3], filters=4)\n"
            + "  The layer was built for inputs ending in 3. Call it with (…, 3), or make a new"
            + " Conv2D for this input.",
        error.getMessage());
    error =
        assertThrows(
            ShapeException.class,
            () -> new Conv2D(4, 3).name("c").buildFor(Shape.of(1, 9, 9, Shape.UNKNOWN)));
    assertEquals(
        "Conv2D needs to know the number of channels, but the input is (1, 9, 9, None). Give axis 3"
            + " a length.",
        error.getMessage());
  }

  @Test
  void wrongOptionsAreNamed() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Conv2D(4, 3).dataFormat("channel_last"));
    assertEquals(
        "Conv2D: data_format must be one of [channels_last, channels_first], but \"channel_last\""
            + " came.",
        error.getMessage());
    error = assertThrows(IllegalArgumentException.class, () -> new Conv2D(4, new int[] {3, 3, 3}));
    assertEquals(
        "Conv2D: kernel_size must be a positive integer, or a list of 2, but [3, 3, 3] came.",
        error.getMessage());
    error = assertThrows(IllegalArgumentException.class, () -> new Conv2D(0, 3));
    assertEquals("Conv2D: filters must be a positive integer, but 0 came.", error.getMessage());
    error = assertThrows(IllegalArgumentException.class, () -> new Conv2D(4, 3).padding("causal"));
    assertEquals(
        "Conv2D: padding must be one of [valid, same], but \"causal\" came.", error.getMessage());
  }
}

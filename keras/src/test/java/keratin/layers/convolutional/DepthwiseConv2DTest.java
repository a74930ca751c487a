package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DepthwiseConv2DTest {
  @Test
  void keepsTheContract() {
    ConvContract.depthwise(() -> new DepthwiseConv2D(2), 6, 4, 2)
        .weights("kernel (2, 2, 2, 1)", "bias (2,)")
        .check();
  }

  @Test
  void keepsTheContractWithAMultiplier() {
    ConvContract.depthwise(
            () ->
                new DepthwiseConv2D(new int[] {3, 2})
                    .depthMultiplier(3)
                    .padding("same")
                    .dataFormat("channels_first")
                    .strides(2)
                    .activation("elu"),
            2,
            6,
            4)
        .weights("kernel (3, 2, 2, 3)", "bias (6,)")
        .vary("strides", 1)
        .vary("padding", "valid")
        .vary("data_format", "channels_last")
        .vary("dilation_rate", 2, Map.of("strides", 1))
        .check();
  }

  @Test
  void channelsStayApart() {
    Tensor x = Tensor.of(new float[][][][] {{{{1, 10}, {2, 20}}, {{3, 30}, {4, 40}}}});
    DepthwiseConv2D layer = new DepthwiseConv2D(2).depthwiseInitializer("ones");
    Facts.assertClose(
        Tensor.of(new float[] {10, 100}).reshape(1, 1, 1, 2), layer.of(x), 1e-6, 1e-6);
  }

  @Test
  void aMultiplierIsPositive() {
    assertEquals(
        "DepthwiseConv2D: depth_multiplier must be a positive integer, but 0 came.",
        assertThrows(
                IllegalArgumentException.class, () -> new DepthwiseConv2D(2).depthMultiplier(0))
            .getMessage());
  }
}

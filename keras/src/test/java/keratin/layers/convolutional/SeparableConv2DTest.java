package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class SeparableConv2DTest {
  @Test
  void keepsTheContract() {
    ConvContract.separable(() -> new SeparableConv2D(3, 2), 6, 4, 2)
        .weights("depthwise_kernel (2, 2, 2, 1)", "pointwise_kernel (1, 1, 2, 3)", "bias (3,)")
        .check();
  }

  @Test
  void keepsTheContractWithAMultiplier() {
    ConvContract.separable(
            () ->
                new SeparableConv2D(3, new int[] {3, 2})
                    .depthMultiplier(3)
                    .padding("same")
                    .dataFormat("channels_first")
                    .strides(2),
            2,
            6,
            4)
        .weights("depthwise_kernel (3, 2, 2, 3)", "pointwise_kernel (1, 1, 6, 3)", "bias (3,)")
        .vary("strides", 1)
        .vary("padding", "valid")
        .vary("data_format", "channels_last")
        .vary("dilation_rate", 2, Map.of("strides", 1))
        .check();
  }

  @Test
  void mixesTheChannelsAfterwards() {
    Tensor x = Tensor.of(new float[][][][] {{{{1, 10}, {2, 20}}, {{3, 30}, {4, 40}}}});
    SeparableConv2D layer =
        new SeparableConv2D(2, 2).depthwiseInitializer("ones").pointwiseInitializer("ones");
    Facts.assertClose(
        Tensor.of(new float[] {110, 110}).reshape(1, 1, 1, 2), layer.of(x), 1e-6, 1e-6);
  }

  @Test
  void stridesAndDilationsExcludeEachOther() {
    assertEquals(
        "SeparableConv2D: strides [2, 2] and dilation_rate [2, 2] are both above 1. Leave one of"
            + " them at 1.\n"
            + "  in SeparableConv2D \"s\" (kernel_size=[2, 2], filters=1)",
        assertThrows(
                TensorException.class,
                () ->
                    new SeparableConv2D(1, 2)
                        .strides(2)
                        .dilationRate(2)
                        .name("s")
                        .of(Tensor.full(DType.FLOAT32, 0, 1, 8, 8, 1)))
            .getMessage());
  }
}

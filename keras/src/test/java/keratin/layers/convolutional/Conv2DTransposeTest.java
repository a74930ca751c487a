package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.random.GlobalRandom;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Conv2DTransposeTest {
  @Test
  void keepsTheContract() {
    ConvContract.filters(() -> new Conv2DTranspose(2, 2), 4, 4, 2)
        .weights("kernel (2, 2, 2, 2)", "bias (2,)")
        .vary("output_padding", 1, Map.of("strides", 2))
        .check();
  }

  @Test
  void keepsTheContractWithStrides() {
    ConvContract.filters(
            () ->
                new Conv2DTranspose(2, 3)
                    .strides(2)
                    .outputPadding(1)
                    .padding("same")
                    .dataFormat("channels_first")
                    .activation("relu"),
            4,
            4,
            2)
        .weights("kernel (3, 3, 2, 4)", "bias (2,)")
        .vary("output_padding", 0)
        .vary("padding", "valid")
        .vary("data_format", "channels_last")
        .vary("strides", 3)
        .vary("dilation_rate", 2, Map.of("strides", 1, "output_padding", 0))
        .check();
  }

  @Test
  void everyElementAddsAKernel() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}).reshape(1, 2, 2, 1);
    Conv2DTranspose layer = new Conv2DTranspose(1, new int[] {1, 2}).strides(1, 2);
    layer.of(x);
    layer.setWeights(
        List.of(Tensor.of(new float[] {1, 10}).reshape(1, 2, 1, 1), Tensor.of(new float[] {0})));
    Facts.assertClose(
        Tensor.of(new float[] {1, 10, 2, 20, 3, 30, 4, 40}).reshape(1, 2, 4, 1),
        layer.of(x),
        1e-6,
        1e-6);
  }

  @Test
  void glorotSpreadsByFiltersAsKerasDoes() {
    // The kernel is (height, width, filters, channels): its fan-in counts the filters.
    GlobalRandom.setRandomSeed(1);
    Conv2DTranspose layer = new Conv2DTranspose(1, 1).useBias(false);
    layer.buildFor(Shape.of(Shape.UNKNOWN, 2, 2, 5));
    assertEquals(Shape.of(1, 1, 1, 5), layer.kernel().shape());
    for (double w : layer.kernel().toDoubleArray()) {
      assertTrue(Math.abs(w) <= 1, "within √(6 / (1 + 5)) = 1");
    }
  }

  @Test
  void otherChannelsAreRefused() {
    Conv2DTranspose layer = new Conv2DTranspose(2, 2).name("c");
    layer.buildFor(Shape.of(Shape.UNKNOWN, 4, 4, 3));
    var error =
        assertThrows(
            ShapeException.class, () -> layer.of(Tensor.full(DType.FLOAT32, 0, 1, 4, 4, 2)));
    assertTrue(
        error
            .getMessage()
            .startsWith(
                "Conv2DTranspose was built for 3 channels, but the input (1, 4, 4, 2) has 2."));
  }
}

package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Conv3DTransposeTest {
  @Test
  void keepsTheContract() {
    ConvContract.filters(() -> new Conv3DTranspose(2, 2), 2, 2, 2, 2)
        .weights("kernel (2, 2, 2, 2, 2)", "bias (2,)")
        .vary("output_padding", 1, Map.of("strides", 2))
        .check();
  }

  @Test
  void keepsTheContractWithStrides() {
    ConvContract.filters(
            () ->
                new Conv3DTranspose(2, 3)
                    .strides(2)
                    .outputPadding(1)
                    .padding("same")
                    .dataFormat("channels_first")
                    .activation("relu"),
            2,
            2,
            2,
            2)
        .weights("kernel (3, 3, 3, 2, 2)", "bias (2,)")
        .vary("output_padding", 0)
        .vary("padding", "valid")
        .vary("data_format", "channels_last")
        .vary("strides", 3)
        .vary("dilation_rate", 2, Map.of("strides", 1, "output_padding", 0))
        .check();
  }

  @Test
  void everyElementAddsAKernel() {
    Conv3DTranspose layer = new Conv3DTranspose(1, new int[] {1, 1, 2});
    Tensor x = Tensor.of(new float[] {1, 2}).reshape(1, 1, 1, 2, 1);
    layer.of(x);
    layer.setWeights(
        List.of(Tensor.of(new float[] {1, 10}).reshape(1, 1, 2, 1, 1), Tensor.of(new float[] {0})));
    Facts.assertClose(
        Tensor.of(new float[] {1, 12, 20}).reshape(1, 1, 1, 3, 1), layer.of(x), 1e-6, 1e-6);
  }

  @Test
  void theNumberOfSizesIsChecked() {
    assertEquals(
        "Conv3DTranspose: kernel_size must be a positive integer, or a list of 3, but [2, 2] came.",
        assertThrows(IllegalArgumentException.class, () -> new Conv3DTranspose(1, new int[] {2, 2}))
            .getMessage());
  }
}

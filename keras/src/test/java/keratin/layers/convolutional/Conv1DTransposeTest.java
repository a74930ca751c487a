package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Conv1DTransposeTest {
  @Test
  void keepsTheContract() {
    ConvContract.filters(() -> new Conv1DTranspose(2, 2), 4, 2)
        .weights("kernel (2, 2, 2)", "bias (2,)")
        .vary("output_padding", 1, Map.of("strides", 2))
        .check();
  }

  @Test
  void keepsTheContractWithStrides() {
    ConvContract.filters(
            () ->
                new Conv1DTranspose(2, 3)
                    .strides(2)
                    .outputPadding(1)
                    .padding("same")
                    .dataFormat("channels_first")
                    .activation("relu"),
            4,
            2)
        .weights("kernel (3, 2, 4)", "bias (2,)")
        .vary("output_padding", 0)
        .vary("padding", "valid")
        .vary("data_format", "channels_last")
        .vary("strides", 3)
        .vary("dilation_rate", 2, Map.of("strides", 1, "output_padding", 0))
        .check();
  }

  @Test
  void everyElementAddsAKernel() {
    Tensor x = Tensor.of(new float[] {1, 2, 3}).reshape(1, 3, 1);
    Conv1DTranspose apart = new Conv1DTranspose(1, 2).strides(2);
    apart.of(x);
    apart.setWeights(
        List.of(Tensor.of(new float[] {1, 10}).reshape(2, 1, 1), Tensor.of(new float[] {0})));
    Facts.assertClose(
        Tensor.of(new float[] {1, 10, 2, 20, 3, 30}).reshape(1, 6, 1), apart.of(x), 1e-6, 1e-6);
    Conv1DTranspose over = new Conv1DTranspose(1, 2);
    over.of(x);
    over.setWeights(
        List.of(Tensor.of(new float[] {1, 10}).reshape(2, 1, 1), Tensor.of(new float[] {0.5f})));
    Facts.assertClose(
        Tensor.of(new float[] {1.5f, 12.5f, 23.5f, 30.5f}).reshape(1, 4, 1),
        over.of(x),
        1e-6,
        1e-6);
  }

  /** Lengths that a length of 3 becomes; an output padding of −1 stands for none. */
  @ParameterizedTest
  @CsvSource({
    "3, 2, valid, -1, 7", "2, 3, valid, -1, 9", "3, 2, same, -1, 6", "3, 2, valid, 0, 7",
    "3, 2, valid, 1, 8", "3, 2, same, 0, 5", "3, 2, same, 1, 6", "4, 2, same, 0, 4"
  })
  void lengthsAreThoseOfKeras(int size, int strides, String padding, int more, int length) {
    Conv1DTranspose layer = new Conv1DTranspose(1, size).strides(strides).padding(padding);
    Tensor x = Tensor.full(DType.FLOAT32, 1, 1, 3, 1);
    Tensor y = (more < 0 ? layer : layer.outputPadding(more)).of(x);
    assertEquals(Shape.of(1, length, 1), y.shape());
  }

  @Test
  void anOutputPaddingIsLessThanTheStride() {
    assertEquals(
        "Conv1DTranspose: output_padding [2] must be less than the strides [2] on every axis, but"
            + " is not on axis 0.\n"
            + "  in Conv1DTranspose \"c\" (kernel_size=[3], filters=1)",
        assertThrows(
                TensorException.class,
                () ->
                    new Conv1DTranspose(1, 3)
                        .strides(2)
                        .outputPadding(2)
                        .name("c")
                        .of(Tensor.full(DType.FLOAT32, 0, 1, 4, 1)))
            .getMessage());
    assertEquals(
        "Conv1DTranspose: output_padding must be an integer from 0 on or null, but -1 came.",
        assertThrows(
                IllegalArgumentException.class, () -> new Conv1DTranspose(1, 3).outputPadding(-1))
            .getMessage());
  }
}

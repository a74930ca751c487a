package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.autograd.GradientTape;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MaxPooling2DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(MaxPooling2D::new, 6, 5, 4)
        .vary("pool_size", List.of(2, 3))
        .vary("strides", 1)
        .vary("padding", "same")
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void keepsTheContractWithOverlapAndSamePadding() {
    new LayerContract(
            () ->
                new MaxPooling2D(new int[] {3, 2})
                    .strides(2, 1)
                    .padding("same")
                    .dataFormat("channels_first"),
            4,
            5,
            6)
        .vary("pool_size", 2)
        .vary("strides", 3)
        .vary("padding", "valid")
        .vary("data_format", "channels_last")
        .check();
  }

  @Test
  void takesTheLargestAndGivesItTheGradient() {
    Tensor x = Tensor.of(new float[][] {{1, 2, 5, 5}, {3, 3, 5, 5}}).reshape(1, 2, 4, 1);
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = new MaxPooling2D(2).of(x);
      Facts.assertClose(Tensor.of(new float[] {3, 5}).reshape(1, 1, 2, 1), y, 0, 0);
      // Of equals the first, row by row.
      Facts.assertClose(
          Tensor.of(new float[][] {{0, 0, 1, 0}, {1, 0, 0, 0}}).reshape(1, 2, 4, 1),
          tape.gradient(y, x),
          0,
          0);
    }
  }

  @Test
  void theConfigHasTheStridesThatAreUsed() {
    assertEquals(List.of(2, 2), new MaxPooling2D(2).getConfig().get("strides"));
    assertEquals(List.of(3, 1), new MaxPooling2D(2).strides(3, 1).getConfig().get("strides"));
  }

  @Test
  void anInputThatIsTooSmallIsRefused() {
    var error =
        assertThrows(
            ShapeException.class,
            () -> new MaxPooling2D(3).name("p").of(Tensor.full(DType.FLOAT32, 0, 1, 2, 2, 1)));
    assertEquals(
        "max_pool: the window spans 3 elements, but axis 1 of the shape (1, 2, 2, 1) has 2.\n"
            + "  Use a smaller window, or padding \"same\".\n"
            + "  in MaxPooling2D \"p\"",
        error.getMessage());
    error =
        assertThrows(
            ShapeException.class,
            () ->
                new MaxPooling2D()
                    .dataFormat("channels_first")
                    .name("p")
                    .of(Tensor.full(DType.FLOAT32, 0, 1, 4)));
    assertEquals(
        "MaxPooling2D needs inputs (batch, channels, height, width), but got (1, 4).\n"
            + "  in MaxPooling2D \"p\"",
        error.getMessage());
  }
}

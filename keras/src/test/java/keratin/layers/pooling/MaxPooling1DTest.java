package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MaxPooling1DTest {
  @Test
  void keepsTheContract() {
    PoolContract.windows(() -> new MaxPooling1D(2), 5, 4).check();
  }

  @Test
  void aWindowOfOneHandsTheGradientOnce() {
    new LayerContract(() -> new MaxPooling1D(1), 5, 4)
        .vary("pool_size", 2)
        .vary("strides", 2)
        .vary("padding", "same", Map.of("pool_size", 2))
        .vary("data_format", "channels_first", Map.of("strides", 2))
        .check();
  }

  @Test
  void takesTheLargestOfEveryWindow() {
    Tensor x = Tensor.of(new float[] {1, 3, 2, 5, 4}).reshape(1, 5, 1);
    Facts.assertClose(
        Tensor.of(new float[] {3, 5}).reshape(1, 2, 1), new MaxPooling1D().of(x), 1e-6, 1e-6);
    Facts.assertClose(
        Tensor.of(new float[] {3, 3, 5, 5}).reshape(1, 4, 1),
        new MaxPooling1D(2).strides(1).of(x),
        1e-6,
        1e-6);
    Facts.assertClose(
        Tensor.of(new float[] {3, 5, 4}).reshape(1, 3, 1),
        new MaxPooling1D(2).padding("same").of(x),
        1e-6,
        1e-6);
  }

  @Test
  void paddingNeverWins() {
    Facts.assertClose(
        Tensor.of(new float[] {-1, -2}).reshape(1, 2, 1),
        new MaxPooling1D(2)
            .padding("SAME")
            .of(Tensor.of(new float[] {-1, -5, -2}).reshape(1, 3, 1)),
        1e-6,
        1e-6);
  }

  @Test
  void anInputThatIsTooSmallIsRefused() {
    var error =
        assertThrows(
            ShapeException.class,
            () -> new MaxPooling1D(3).name("p").of(Tensor.full(DType.FLOAT32, 0, 1, 2, 1)));
    assertTrue(
        error.getMessage().startsWith("max_pool: the window spans 3 elements, but axis 1"),
        error.getMessage());
  }
}

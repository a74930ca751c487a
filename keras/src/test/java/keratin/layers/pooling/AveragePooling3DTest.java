package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keratin.facts.Facts;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AveragePooling3DTest {
  @Test
  void keepsTheContract() {
    PoolContract.windows(() -> new AveragePooling3D(2), 5, 5, 3, 2).check();
  }

  @Test
  void takesTheMeanOfEight() {
    Tensor x = Ops.arange(8).cast(DType.FLOAT32).reshape(1, 2, 2, 2, 1);
    Facts.assertClose(
        Tensor.of(new float[] {3.5f}).reshape(1, 1, 1, 1, 1),
        new AveragePooling3D(2).of(x),
        1e-6,
        1e-6);
    Facts.assertClose(
        Tensor.of(new float[] {2.5f, 4.5f}).reshape(1, 1, 2, 1, 1),
        new AveragePooling3D(new int[] {2, 1, 2}).of(x),
        1e-6,
        1e-6);
  }

  @Test
  void anInputThatIsTooSmallIsRefused() {
    var error =
        assertThrows(
            ShapeException.class,
            () ->
                new AveragePooling3D(3).name("p").of(Tensor.full(DType.FLOAT32, 0, 1, 2, 2, 2, 1)));
    assertTrue(
        error.getMessage().startsWith("average_pool: the window spans 3 elements, but axis 1"),
        error.getMessage());
  }
}

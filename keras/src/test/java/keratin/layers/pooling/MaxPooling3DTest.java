package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keratin.facts.Facts;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MaxPooling3DTest {
  @Test
  void keepsTheContract() {
    PoolContract.windows(() -> new MaxPooling3D(2), 5, 5, 3, 2).check();
  }

  @Test
  void takesTheLargestOfEight() {
    Tensor x = Ops.arange(16).cast(DType.FLOAT32).reshape(1, 2, 2, 2, 2);
    Facts.assertClose(
        Tensor.of(new float[] {14, 15}).reshape(1, 1, 1, 1, 2),
        new MaxPooling3D().of(x),
        1e-6,
        1e-6);
    assertEquals(Shape.of(1, 2, 2, 1, 2), new MaxPooling3D(new int[] {1, 1, 2}).of(x).shape());
  }

  @Test
  void anInputThatIsTooSmallIsRefused() {
    var error =
        assertThrows(
            ShapeException.class,
            () -> new MaxPooling3D(3).name("p").of(Tensor.full(DType.FLOAT32, 0, 1, 2, 2, 2, 1)));
    assertTrue(
        error.getMessage().startsWith("max_pool: the window spans 3 elements, but axis 1"),
        error.getMessage());
  }
}

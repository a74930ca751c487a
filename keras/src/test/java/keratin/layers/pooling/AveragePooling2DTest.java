package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AveragePooling2DTest {
  @Test
  void keepsTheContract() {
    PoolContract.windows(() -> new AveragePooling2D(2), 5, 5, 4).check();
  }

  @Test
  void paddingDoesNotCount() {
    Tensor x = Ops.arange(9).cast(DType.FLOAT32).reshape(1, 3, 3, 1);
    Facts.assertClose(
        Tensor.of(new float[] {2, 3.5f, 6.5f, 8}).reshape(1, 2, 2, 1),
        new AveragePooling2D(2).padding("same").of(x),
        1e-6,
        1e-6);
  }

  @Test
  void sizesAreChecked() {
    assertEquals(
        "AveragePooling2D: pool_size must be a positive integer, or a list of 2, but [2, 0] came.",
        assertThrows(IllegalArgumentException.class, () -> new AveragePooling2D(new int[] {2, 0}))
            .getMessage());
  }
}

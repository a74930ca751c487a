package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GlobalMaxPooling3DTest {
  @Test
  void keepsTheContract() {
    PoolContract.global(GlobalMaxPooling3D::new, 4, 5, 4, 2).check();
  }

  @Test
  void takesTheLargestOfEveryChannel() {
    Tensor x = Ops.arange(16).cast(DType.FLOAT32).reshape(1, 2, 2, 2, 2);
    Facts.assertClose(Tensor.of(new float[][] {{14, 15}}), new GlobalMaxPooling3D().of(x), 0, 0);
  }

  @Test
  void theNumberOfAxesIsChecked() {
    assertEquals(
        "GlobalMaxPooling3D needs inputs (batch, depth, height, width, channels), but got (2, 3).\n"
            + "  in GlobalMaxPooling3D \"g\"",
        assertThrows(
                ShapeException.class,
                () -> new GlobalMaxPooling3D().name("g").of(Tensor.full(DType.FLOAT32, 0, 2, 3)))
            .getMessage());
  }
}

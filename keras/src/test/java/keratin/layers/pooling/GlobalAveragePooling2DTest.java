package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GlobalAveragePooling2DTest {
  @Test
  void keepsTheContract() {
    PoolContract.global(GlobalAveragePooling2D::new, 6, 5, 4).check();
  }

  @Test
  void takesTheMeanOfEveryChannel() {
    Tensor x = Ops.arange(8).cast(DType.FLOAT32).reshape(1, 2, 2, 2);
    Facts.assertClose(Tensor.of(new float[][] {{3, 4}}), new GlobalAveragePooling2D().of(x), 0, 0);
  }

  @Test
  void theNumberOfAxesIsChecked() {
    assertEquals(
        "GlobalAveragePooling2D needs inputs (batch, height, width, channels), but got (2, 3).\n"
            + "  in GlobalAveragePooling2D \"g\"",
        assertThrows(
                ShapeException.class,
                () ->
                    new GlobalAveragePooling2D().name("g").of(Tensor.full(DType.FLOAT32, 0, 2, 3)))
            .getMessage());
  }
}

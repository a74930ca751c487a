package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GlobalMaxPooling2DTest {
  @Test
  void keepsTheContract() {
    PoolContract.global(GlobalMaxPooling2D::new, 6, 5, 4).check();
  }

  @Test
  void takesTheLargestOfEveryChannel() {
    Tensor x = Ops.arange(8).cast(DType.FLOAT32).reshape(1, 2, 2, 2);
    Facts.assertClose(Tensor.of(new float[][] {{6, 7}}), new GlobalMaxPooling2D().of(x), 0, 0);
    Facts.assertClose(
        Tensor.of(new float[][] {{3, 7}}).reshape(1, 2, 1, 1),
        new GlobalMaxPooling2D().dataFormat("channels_first").keepDims(true).of(x),
        0,
        0);
  }

  @Test
  void theNumberOfAxesIsChecked() {
    assertEquals(
        "GlobalMaxPooling2D needs inputs (batch, height, width, channels), but got (2, 3).\n"
            + "  in GlobalMaxPooling2D \"g\"",
        assertThrows(
                ShapeException.class,
                () -> new GlobalMaxPooling2D().name("g").of(Tensor.full(DType.FLOAT32, 0, 2, 3)))
            .getMessage());
  }
}

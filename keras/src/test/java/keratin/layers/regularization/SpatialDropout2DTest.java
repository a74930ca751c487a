package keratin.layers.regularization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SpatialDropout2DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new SpatialDropout2D(0.5), 2, 2, 4)
        .randomInTraining()
        .vary("rate", 0.2)
        .vary("seed", 3)
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void dropsWholeChannelsAsKerasDoes() {
    Tensor y =
        new SpatialDropout2D(0.5).seed(42).of(Tensor.full(DType.FLOAT32, 1, 2, 2, 2, 4), true);
    Tensor kept = Tensor.of(new float[][] {{0, 0, 2, 0}, {0, 2, 2, 0}}).reshape(2, 1, 1, 4);
    Facts.assertClose(kept.mul(Tensor.full(DType.FLOAT32, 1, 2, 2, 2, 4)), y, 0, 0);
    Tensor first =
        new SpatialDropout2D(0.5)
            .seed(42)
            .dataFormat("channels_first")
            .of(Tensor.full(DType.FLOAT32, 1, 2, 4, 2, 2), true);
    Facts.assertClose(Ops.moveaxis(y, -1, 1), first, 0, 0);
  }

  @Test
  void theNumberOfAxesIsChecked() {
    assertEquals(
        "SpatialDropout2D needs inputs (batch, height, width, channels), but got (2, 5, 5, 5, 3).\n"
            + "  in SpatialDropout2D \"s\" (rate=0.5)",
        assertThrows(
                ShapeException.class,
                () ->
                    new SpatialDropout2D(0.5)
                        .name("s")
                        .of(Tensor.full(DType.FLOAT32, 0, 2, 5, 5, 5, 3)))
            .getMessage());
  }
}

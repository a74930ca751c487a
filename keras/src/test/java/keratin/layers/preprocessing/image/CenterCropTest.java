package keratin.layers.preprocessing.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CenterCropTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new CenterCrop(2, 3), 5, 4, 4)
        .accept("bounding_box_format", "xyxy")
        .vary("height", 4)
        .vary("width", 2)
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void takesTheMiddle() {
    Facts.assertClose(
        Tensor.of(new float[] {5.0f, 6.0f}).reshape(1, 1, 2, 1),
        new CenterCrop(1, 2).of(Ops.arange(12).cast(DType.FLOAT32).reshape(1, 3, 4, 1)),
        1e-6,
        1e-6);
    Tensor image = Ops.arange(24).cast(DType.FLOAT32).reshape(2, 3, 4);
    assertEquals(
        Shape.of(2, 1, 2), new CenterCrop(1, 2).dataFormat("channels_first").of(image).shape());
  }

  @Test
  void smallImagesAreResizedToFillTheSize() {
    Facts.assertClose(
        Tensor.of(new float[] {0, 0.25f, 0.75f, 1, 0, 0.25f, 0.75f, 1}).reshape(1, 2, 4, 1),
        new CenterCrop(2, 4).of(Ops.arange(4).cast(DType.FLOAT32).reshape(1, 2, 2, 1)),
        1e-6,
        1e-6);
  }

  @Test
  void wrongUsesAreNamed() {
    assertEquals(
        "CenterCrop needs an image (height, width, channels), or a batch of them, but got (4, 4).\n"
            + "  in CenterCrop \"c\" (height=1, width=2)",
        assertThrows(
                ShapeException.class,
                () -> new CenterCrop(1, 2).name("c").of(Tensor.full(DType.FLOAT32, 0, 4, 4)))
            .getMessage());
    assertEquals(
        "CenterCrop: height must be a positive integer, but 0 came.",
        assertThrows(IllegalArgumentException.class, () -> new CenterCrop(0, 2)).getMessage());
  }
}

package keratin.layers.preprocessing.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class ResizingTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Resizing(3, 2), 6, 8, 4)
        .accept("bounding_box_format", "xyxy")
        .vary("height", 4)
        .vary("width", 3)
        .vary("interpolation", "bicubic")
        .vary("crop_to_aspect_ratio", true)
        .vary("pad_to_aspect_ratio", true)
        .elsewhere("fill_mode")
        .vary("fill_value", 9.0, Map.of("pad_to_aspect_ratio", true))
        .vary("antialias", true)
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void cutsOrPadsToTheRatio() {
    Tensor x = Ops.arange(8).cast(DType.FLOAT32).reshape(1, 2, 4, 1);
    Resizing padded =
        new Resizing(2, 2).padToAspectRatio(true).fillValue(9).interpolation("nearest");
    Facts.assertClose(
        Tensor.of(new float[] {1, 3, 9, 9}).reshape(1, 2, 2, 1), padded.of(x), 1e-6, 1e-6);
    Resizing cut = new Resizing(2, 2).cropToAspectRatio(true).interpolation("nearest");
    Facts.assertClose(
        Tensor.of(new float[] {1, 2, 5, 6}).reshape(1, 2, 2, 1), cut.of(x), 1e-6, 1e-6);
  }

  @Test
  void antialiasLetsEveryPixelCountAndIntegersAreRounded() {
    Tensor x = Ops.arange(16).cast(DType.FLOAT32).reshape(1, 4, 4, 1);
    Resizing layer = new Resizing(1, 2).antialias(true);
    Facts.assertClose(
        Tensor.of(new float[] {6.714287f, 8.285715f}).reshape(1, 1, 2, 1), layer.of(x), 1e-6, 1e-6);
    Tensor bytes = layer.of(x.cast(DType.UINT8));
    assertEquals(DType.UINT8, bytes.dtype());
    assertArrayEquals(new int[] {7, 8}, bytes.cast(DType.INT32).toIntArray());
  }

  @Test
  void cuttingAndPaddingExcludeEachOther() {
    assertEquals(
        "resize: only one of cropToAspectRatio and padToAspectRatio can be true.\n"
            + "  in Resizing \"r\" (height=1, width=2)",
        assertThrows(
                TensorException.class,
                () ->
                    new Resizing(1, 2)
                        .cropToAspectRatio(true)
                        .padToAspectRatio(true)
                        .name("r")
                        .of(Tensor.full(DType.FLOAT32, 0, 1, 4, 4, 1)))
            .getMessage());
  }
}

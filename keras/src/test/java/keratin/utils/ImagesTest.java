package keratin.utils;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keratin.memory.Memory;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir Path folder;

  @Test
  void aPictureComesBackFromItsFile() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[][][] {{{0, 10, 20}, {255, 1, 2}}});
          Path file = folder.resolve("new").resolve("dots.png");
          Images.saveImg(file, x, false);
          Tensor back = Images.imgToArray(Images.loadImg(file));
          assertEquals(Shape.of(1, 2, 3), back.shape());
          // As Java packs colours: TYPE_INT_RGB has its bands in the order red, green, blue.
          assertArrayEquals(x.toFloatArray(), back.toFloatArray());
          assertEquals(
              Shape.of(1, 2, 1), Images.imgToArray(Images.loadImg(file, "grayscale")).shape());
          assertEquals(Shape.of(1, 2, 4), Images.imgToArray(Images.loadImg(file, "rgba")).shape());
        });
  }

  @Test
  void scalingUsesTheWholeRange() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[][][] {{{-1}, {0}, {1}}});
          Tensor grey = Images.imgToArray(Images.arrayToImg(x));
          assertArrayEquals(new float[] {0, 127, 255}, grey.toFloatArray());
        });
  }

  @Test
  void errorsNameTheFileAndTheShape() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
    var noPicture = assertThrows(UncheckedIOException.class, () -> Images.loadImg(text));
    assertTrue(noPicture.getMessage().contains("text.png is not a picture"));
    var missing =
        assertThrows(UncheckedIOException.class, () -> Images.loadImg(folder.resolve("no.png")));
    assertTrue(missing.getMessage().contains("no.png: no such picture"));
    Memory.tidy(
        () -> {
          var shape =
              assertThrows(
                  ShapeException.class, () -> Images.arrayToImg(Tensor.of(new float[] {1, 2})));
          assertEquals(
              "A picture is (height, width, channels) with 1 to 4 channels, but the shape is"
                  + " (2,).",
              shape.getMessage());
          assertThrows(
              IllegalArgumentException.class,
              () -> Images.saveImg(folder.resolve("x.what"), Tensor.of(new float[][][] {{{1}}})));
        });
  }
}

package keratin.layers.preprocessing.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.OptionException;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

/** The layers that move pixels at random, and what belongs to the images with them. */
class RandomMovementsTest {
  private static LayerContract warp(LayerContract contract) {
    return contract
        .vary("interpolation", "nearest")
        .vary("fill_mode", "constant")
        .vary("fill_value", 7.0, Map.of("fill_mode", "constant"))
        .vary("data_format", "channels_first");
  }

  @Test
  void rotationKeepsTheContract() {
    warp(ImageContract.ofRandom(() -> new RandomRotation(0.2)))
        .vary("factor", List.of(0.3, 0.4))
        .check();
  }

  @Test
  void translationKeepsTheContract() {
    warp(ImageContract.ofRandom(() -> new RandomTranslation(0.3, 0.3)))
        .vary("height_factor", List.of(0.1, 0.9))
        .vary("width_factor", 0.5)
        .check();
  }

  @Test
  void zoomKeepsTheContract() {
    warp(ImageContract.ofRandom(() -> new RandomZoom(0.5)))
        .vary("height_factor", List.of(0.1, 0.9))
        .vary("width_factor", 0.2)
        .check();
  }

  @Test
  void shearKeepsTheContract() {
    warp(ImageContract.ofRandom(() -> new RandomShear(0.3, 0.3)))
        .vary("x_factor", List.of(0.1, 0.9))
        .vary("y_factor", 0.9)
        .check();
  }

  @Test
  void perspectiveKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandomPerspective().factor(1, 1))
        .vary("factor", 0)
        .vary("scale", 0.3)
        .vary("interpolation", "nearest")
        .vary("fill_value", 7.0)
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void elasticTransformKeepsTheContract() {
    // Displacements are parts of the size, so that small images do not move.
    ImageContract.ofRandom(() -> new RandomElasticTransform().factor(1, 1).scale(1, 1))
        .input(() -> ImageContract.images(2, 30, 24, 3))
        .vary("factor", 0)
        .vary("scale", 0.7)
        .vary("interpolation", "nearest")
        .vary("fill_mode", "constant")
        .vary("fill_value", 7.0, Map.of("fill_mode", "constant"))
        .vary("value_range", List.of(20.0, 200.0))
        .elsewhere("data_format")
        .check();
  }

  @Test
  void flipKeepsTheContract() {
    ImageContract.ofRandom(RandomFlip::new)
        .vary("mode", "vertical")
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void cropKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandomCrop(2, 2))
        .vary("height", 1)
        .vary("width", 3)
        .vary("data_format", "channels_first")
        .check();
  }

  // ---- examples worked by hand ----

  private static LabeledImages data() {
    Tensor image = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, Shape.of(2, 4, 1));
    Tensor boxes = Tensor.of(new float[][] {{0, 0, 1, 2}, {2, 0, 4, 2}});
    return new LabeledImages(image)
        .boundingBoxes(boxes, Tensor.of(new int[] {5, 6}))
        .segmentationMasks(image.cast(DType.UINT8));
  }

  private static void gives(
      BaseImagePreprocessing<?> layer, float[] pixels, float[][] boxes, int[] labels) {
    Memory.tidy(
        () -> {
          LabeledImages y = layer.boundingBoxFormat("xyxy").of(data(), true);
          Shape shape = y.images().shape();
          Facts.assertClose(Tensor.of(pixels, shape), y.images(), 1e-5, 1e-4);
          Tensor masks = Objects.requireNonNull(y.segmentationMasks());
          assertEquals(DType.UINT8, masks.dtype());
          Facts.assertClose(Tensor.of(pixels, shape), masks.cast(DType.FLOAT32), 1e-5, 1e-4);
          LabeledBoxes there = Objects.requireNonNull(y.boundingBoxes());
          Facts.assertClose(Tensor.of(boxes), there.boxes(), 1e-5, 1e-4);
          Facts.assertClose(Tensor.of(labels), there.labels(), 0, 0);
        });
  }

  @Test
  void boxesAndMasksGoWithTheImage() {
    gives(
        new RandomTranslation(0, 0).widthFactor(0.25, 0.25).fillMode("constant"),
        new float[] {0, 1, 2, 3, 0, 5, 6, 7},
        new float[][] {{1, 0, 2, 2}, {3, 0, 4, 2}},
        new int[] {5, 6});
    gives(
        new RandomTranslation(0, 0).heightFactor(-0.5, -0.5).fillMode("constant"),
        new float[] {5, 6, 7, 8, 0, 0, 0, 0},
        new float[][] {{0, 0, 1, 1}, {2, 0, 4, 1}},
        new int[] {5, 6});
    gives(
        new RandomZoom(0, 0).widthFactor(-0.5, -0.5).interpolation("nearest"),
        // What is between 0.75 and 2.25
        new float[] {2, 2, 3, 3, 6, 6, 7, 7},
        new float[][] {{0, 0, 0.5f, 2}, {2.5f, 0, 4, 2}},
        new int[] {5, 6});
    gives(
        new RandomRotation(0.5, 0.5),
        new float[] {8, 7, 6, 5, 4, 3, 2, 1},
        // A box is turned around the middle of the pixels, whose places begin at 0: (1.5, 0.5).
        new float[][] {{2, 0, 3, 1}, {0, 0, 1, 1}},
        new int[] {5, 6});
    gives(
        new RandomShear(0, 0),
        new float[] {1, 2, 3, 4, 5, 6, 7, 8},
        new float[][] {{0, 0, 1, 2}, {2, 0, 4, 2}},
        new int[] {5, 6});
    gives(
        new RandomPerspective().scale(0),
        new float[] {1, 2, 3, 4, 5, 6, 7, 8},
        new float[][] {{0, 0, 1, 2}, {2, 0, 4, 2}},
        new int[] {5, 6});
    gives(
        new RandomElasticTransform().scale(0),
        new float[] {1, 2, 3, 4, 5, 6, 7, 8},
        new float[][] {{0, 0, 1, 2}, {2, 0, 4, 2}},
        new int[] {5, 6});
  }

  @Test
  void flipsTurnAroundTheMiddle() {
    // This seed flips.
    gives(
        new RandomFlip("horizontal").seed(3),
        new float[] {4, 3, 2, 1, 8, 7, 6, 5},
        new float[][] {{3, 0, 4, 2}, {0, 0, 2, 2}},
        new int[] {5, 6});
  }

  @Test
  void cropsTakeAWindow() {
    Memory.tidy(
        () -> {
          Tensor image = Ops4x4.of();
          Tensor y = new RandomCrop(2, 3).seed(1).of(image, true);
          assertEquals(Shape.of(2, 3, 1), y.shape());
          float first = y.toFloatArray()[0];
          Tensor expected =
              Tensor.of(
                  new float[] {first, first + 1, first + 2, first + 4, first + 5, first + 6},
                  Shape.of(2, 3, 1));
          Facts.assertClose(expected, y, 0, 0);
          // In inference the middle of the same ratio, resized where it is larger.
          assertEquals(Shape.of(2, 4, 1), new RandomCrop(2, 4).of(image, false).shape());
        });
  }

  /** The numbers from 0 in four rows. */
  private static final class Ops4x4 {
    static Tensor of() {
      float[] numbers = new float[16];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = i;
      }
      return Tensor.of(numbers, Shape.of(4, 4, 1));
    }
  }

  @Test
  void saysWhatIsMissing() {
    Memory.tidy(
        () -> {
          assertEquals(
              "RandomFlip got boxes, but does not know what their numbers are. Say so:"
                  + " boundingBoxFormat(\"xyxy\")\n  in RandomFlip \"f\"",
              assertThrows(TensorException.class, () -> new RandomFlip().name("f").of(data()))
                  .getMessage());
          assertEquals(
              "RandomFlip: mode must be one of [horizontal, vertical, horizontal_and_vertical], but"
                  + " \"up\" came.",
              assertThrows(OptionException.class, () -> new RandomFlip("up")).getMessage());
          assertEquals(
              "RandomTranslation: height_factor must be a number from -1 to 1, or two of them, but"
                  + " 2.0 came.",
              assertThrows(OptionException.class, () -> new RandomTranslation(2, 0)).getMessage());
        });
  }
}

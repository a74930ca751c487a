package keratin.layers.preprocessing.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import keratin.config.OptionException;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The layers that change colours at random. */
class RandomColoursTest {
  private static final List<Double> NARROW = List.of(20.0, 200.0);

  private static void factorAndRange(Supplier<? extends Layer> layer, boolean axesMatter) {
    var contract =
        ImageContract.ofRandom(layer).vary("factor", List.of(0.6, 0.9)).vary("value_range", NARROW);
    (axesMatter
            ? contract.vary("data_format", "channels_first")
            : contract.accept("data_format", "channels_first"))
        .check();
  }

  @Test
  void brightnessKeepsTheContract() {
    factorAndRange(() -> new RandomBrightness(0.3), false);
  }

  @Test
  void contrastKeepsTheContract() {
    factorAndRange(() -> new RandomContrast(0.3), true);
  }

  @Test
  void colorDegenerationKeepsTheContract() {
    factorAndRange(() -> new RandomColorDegeneration(0.3), true);
  }

  @Test
  void saturationKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandomSaturation(0.2, 0.4).valueRange(0, 1))
        .vary("factor", 0.8)
        .vary("value_range", List.of(0.0, 0.2))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void hueKeepsTheContract() {
    factorAndRange(() -> new RandomHue(0.3), true);
  }

  @Test
  void sharpnessKeepsTheContract() {
    factorAndRange(() -> new RandomSharpness(0.3), true);
  }

  @Test
  void posterizationKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandomPosterization(6))
        .vary("factor", List.of(2, 3))
        .vary("value_range", NARROW)
        .accept("data_format", "channels_first")
        .check();
  }

  @Test
  void invertKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandomInvert().factor(0.5, 0.9))
        .vary("seed", 6)
        .vary("factor", 0)
        .vary("value_range", NARROW)
        .accept("data_format", "channels_first")
        .check();
  }

  @Test
  void grayscaleKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandomGrayscale(0.5))
        .vary("factor", 0)
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void gaussianBlurKeepsTheContract() {
    ImageContract.ofRandom(RandomGaussianBlur::new)
        .vary("factor", 0)
        .vary("kernel_size", List.of(5, 1))
        .vary("sigma", 0.5)
        .vary("value_range", List.of(20.0, 60.0))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void solarizationKeepsTheContract() {
    ImageContract.ofRandom(() -> new Solarization().additionFactor(0.3).thresholdFactor(0.5))
        .vary("addition_factor", 0.9)
        .vary("threshold_factor", List.of(0.1, 0.2))
        .vary("value_range", NARROW)
        .accept("data_format", "channels_first")
        .check();
  }

  @Test
  void erasingKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandomErasing().factor(1, 1).scale(0.3, 0.6))
        .vary("factor", 0)
        .vary("scale", List.of(0.9, 0.95))
        .vary("fill_value", List.of(1, 2, 3))
        .vary("value_range", NARROW)
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void colorJitterKeepsTheContract() {
    ImageContract.ofRandom(() -> new RandomColorJitter().brightnessFactor(0.2))
        .vary("brightness_factor", null)
        .vary("contrast_factor", 0.4)
        .vary("saturation_factor", 0.4, Map.of("value_range", List.of(0, 1)))
        .vary("hue_factor", 0.4)
        .vary("value_range", NARROW)
        .accept("data_format", "channels_first")
        .check();
  }

  // ---- examples worked by hand: ranges of one number leave nothing to chance ----

  private static void gives(Layer layer, float[][] image, float[][] expected) {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[][][][] {{image}});
          Tensor y = layer.of(x, true);
          Facts.assertClose(Tensor.of(new float[][][][] {{expected}}), y, 1e-5, 1e-4);
          Facts.assertClose(x, layer.of(x, false), 0, 0);
          Facts.assertClose(y.squeeze(0), layer.of(x.squeeze(0), true), 0, 0);
        });
  }

  private static float[][] row(float... reds) {
    float[][] row = new float[reds.length][];
    for (int i = 0; i < reds.length; i++) {
      row[i] = new float[] {reds[i], 0, 0};
    }
    return row;
  }

  @Test
  void numbersFollowTheFormulas() {
    gives(
        new RandomBrightness(0.2, 0.2), row(10, 250), new float[][] {{61, 51, 51}, {255, 51, 51}});
    // The mean is 60, and the contrast 1 + 0.5.
    gives(new RandomContrast(0, 0).name("one"), row(40, 80), row(40, 80));
    gives(new RandomColorDegeneration(1, 1), row(100), new float[][] {{29.89f, 29.89f, 29.89f}});
    // 0.5 / (1 − 0.5) = 1
    gives(new RandomSaturation(0.5, 0.5).valueRange(0, 1), row(0.5f), row(0.5f));
    gives(new RandomSaturation(0, 0).valueRange(0, 1), row(1), new float[][] {{1, 1, 1}});
    gives(new RandomHue(0, 0), row(100), row(100));
    // The first two bits of 100 = 0b01100100 and 200 = 0b11001000.
    gives(new RandomPosterization(2, 2), row(100, 200), row(64, 192));
    gives(new RandomSharpness(0.5, 0.5), row(100, 200), row(100, 200));
    gives(new RandomSharpness(0, 0), row(130), row(50));
    gives(new RandomInvert().factor(1, 1), row(100), new float[][] {{155, 255, 255}});
    gives(new Solarization(), row(100), new float[][] {{155, 255, 255}});
    gives(
        new RandomErasing().factor(1, 1).scale(1, 1).fillValue(1, 2, 3),
        row(100, 50),
        new float[][] {{1, 2, 3}, {1, 2, 3}});
    gives(new RandomGrayscale(1), row(100), new float[][] {{29.89f, 29.89f, 29.89f}});
    gives(new RandomGaussianBlur().kernelSize(1, 1), row(100), row(100));
    gives(
        new RandomColorJitter().brightnessFactor(0.1, 0.1),
        row(100),
        new float[][] {{125.5f, 25.5f, 25.5f}});
  }

  @Test
  void aSeedGivesTheSameImages() {
    Memory.tidy(
        () -> {
          Tensor x = ImageContract.images(4, 3, 4, 3);
          Tensor y = new RandomHue(0.5).seed(9).of(x);
          Facts.assertClose(y, new RandomHue(0.5).seed(9).of(x), 0, 0);
        });
  }

  @Test
  void saysWhichFactorsThereAre() {
    assertEquals(
        "RandomContrast: factor must be a number from 0 to 1, or two of them, but 2.0 came.",
        assertThrows(OptionException.class, () -> new RandomContrast(2)).getMessage());
    assertEquals(
        "RandomGaussianBlur: kernel_size must be an odd number, or two of them, but [4, 3] came.",
        assertThrows(OptionException.class, () -> new RandomGaussianBlur().kernelSize(4, 3))
            .getMessage());
    assertEquals(
        "RandomErasing: fill_value must be a number, or one for each of three channels or null,"
            + " but [1.0, 2.0] came.",
        assertThrows(OptionException.class, () -> new RandomErasing().fillValue(1, 2))
            .getMessage());
  }
}

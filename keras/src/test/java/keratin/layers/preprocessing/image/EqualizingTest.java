package keratin.layers.preprocessing.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.memory.Memory;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The layers that spread numbers over the range, without chance. */
class EqualizingTest {
  private static final List<Double> NARROW = List.of(20.0, 200.0);

  @Test
  void autoContrastKeepsTheContract() {
    ImageContract.of(AutoContrast::new)
        .vary("value_range", NARROW)
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void equalizationKeepsTheContract() {
    ImageContract.of(Equalization::new)
        .randomInTraining()
        .vary("value_range", NARROW)
        .vary("bins", 16)
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void claheKeepsTheContract() {
    ImageContract.of(() -> new ContrastLimitedAdaptiveHistogramEqualization().tileGridSize(1, 2))
        .vary("value_range", NARROW)
        .vary("clip_limit", 50.0)
        .vary("tile_grid_size", List.of(2, 2))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void contrastIsStretchedToTheRange() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[] {50, 75, 100, 7, 7, 7}, Shape.of(2, 3)).transpose();
          Tensor y = new AutoContrast().of(x.reshape(1, 3, 2));
          // A channel of one number stays.
          Tensor expected = Tensor.of(new float[][][] {{{0, 7}, {127.5f, 7}, {255, 7}}});
          Facts.assertClose(expected, y, 1e-5, 1e-4);
          Facts.assertClose(y, new AutoContrast().of(x.reshape(1, 3, 2), false), 0, 0);
        });
  }

  @Test
  void numbersBecomeTheirShares() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[][][] {{{10}, {10}, {20}, {30}}});
          // Without the two first ones, 0, 1 and 2 of 2.
          Tensor expected = Tensor.of(new float[][][] {{{0}, {0}, {128}, {255}}});
          Facts.assertClose(expected, new Equalization().of(x, true), 0, 0);
          Facts.assertClose(x, new Equalization().of(x, false), 0, 0);
        });
  }

  @Test
  void oneTileWithoutLimitIsAnEqualization() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[][][] {{{10}, {10}, {20}, {30}}});
          var layer = new ContrastLimitedAdaptiveHistogramEqualization();
          Tensor y = layer.tileGridSize(1, 1).clipLimit(0).of(x);
          Tensor expected = Tensor.of(new float[][][] {{{127.5f}, {127.5f}, {191.25f}, {255}}});
          Facts.assertClose(expected, y, 1e-5, 1e-4);
        });
  }

  @Test
  void saysWhatAnImageIs() {
    Memory.tidy(
        () ->
            assertEquals(
                "AutoContrast needs an image (height, width, channels), or a batch of them, but got"
                    + " (3,).\n  in AutoContrast \"a\"",
                assertThrows(
                        ShapeException.class,
                        () -> new AutoContrast().name("a").of(Tensor.of(new float[3])))
                    .getMessage()));
  }
}

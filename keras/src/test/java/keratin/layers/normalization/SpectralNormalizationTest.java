package keratin.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Layers;
import keratin.layers.core.Dense;
import keratin.layers.core.Identity;
import keratin.ops.Ops;
import keratin.random.GlobalRandom;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SpectralNormalizationTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new SpectralNormalization(new Dense(2).name("inner")), 3)
        .weights("kernel (3, 2)", "vector_u (1, 2)", "bias (2,)")
        .vary("layer", Layers.config(new Dense(5).name("inner")))
        .vary("power_iterations", 3)
        .check();
  }

  @Test
  void trainingBringsTheLargestSingularValueToOne() {
    GlobalRandom.setRandomSeed(1);
    Dense dense = new Dense(2);
    SpectralNormalization layer = new SpectralNormalization(dense).powerIterations(20);
    Tensor x = Tensor.of(new float[][] {{1, 0}});
    layer.of(x);
    layer.setWeights(
        List.of(
            Tensor.of(new float[][] {{3, 0}, {0, 2}}),
            Tensor.of(new float[][] {{0.6f, 0.8f}}),
            Tensor.of(new float[2])));
    Facts.assertClose(Tensor.of(new float[][] {{3, 0}}), layer.of(x), 0, 0);
    Facts.assertClose(Tensor.of(new float[][] {{1, 0}}), layer.of(x, true), 1e-5, 1e-5);
    Facts.assertClose(
        Tensor.of(new float[][] {{1, 0}, {0, 2f / 3}}), dense.kernel().value(), 1e-5, 1e-5);
    assertEquals(3, layer.weights().size());
    assertEquals(2, layer.trainableVariables().size());
  }

  @Test
  void aKernelOfZerosStays() {
    SpectralNormalization layer =
        new SpectralNormalization(new Dense(2).kernelInitializer("zeros"));
    Tensor y = layer.of(Tensor.of(new float[][] {{1, 2}}), true);
    assertEquals(0, Ops.sum(y.abs()).floatValue());
  }

  @Test
  void aLayerWithoutKernelHasNothingToNormalize() {
    assertEquals(
        "SpectralNormalization needs a layer with a kernel or embeddings, but Identity \"same\" has"
            + " neither.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new SpectralNormalization(new Identity().name("same"))
                        .buildFor(Shape.of(Shape.UNKNOWN, 2)))
            .getMessage());
  }

  /** A layer that could not be made does not come back where others draw their seeds. */
  @Test
  void aMistakeInAConfigIsHeardOnce() {
    Map<String, Object> inner = Map.of("class_name", "Dence", "config", Map.of());
    Map<String, Object> config =
        Map.of("class_name", "SpectralNormalization", "config", Map.of("layer", inner));
    var error = assertThrows(IllegalArgumentException.class, () -> Layers.get(config));
    assertTrue(error.getMessage().contains("Dense"), error.getMessage());
    assertEquals("fine", new Dense(2).name("fine").buildFor(Shape.of(3, 2)).name());
  }
}

package keratin.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RMSNormalizationTest {
  @Test
  void keepsTheContract() {
    new LayerContract(RMSNormalization::new, 4, 3)
        .weights("scale (3,)")
        .vary("axis", List.of(1, 2))
        .vary("epsilon", 0.1)
        .check();
    new LayerContract(() -> new RMSNormalization().axis(1), 4, 3)
        .weights("scale (4,)")
        .vary("axis", 2)
        .vary("epsilon", 0.1)
        .check();
  }

  @Test
  void dividesByTheRootMeanSquare() {
    Tensor x = Tensor.of(new float[][] {{3, 4}, {0, 0}});
    Facts.assertClose(
        Tensor.of(new float[][] {{0.848528f, 1.131371f}, {0, 0}}),
        new RMSNormalization().of(x),
        1e-6,
        0);
  }

  @Test
  void aLayerKeepsItsFeatures() {
    RMSNormalization layer = new RMSNormalization().name("rms");
    layer.of(Tensor.of(new float[][] {{3, 4}}));
    assertEquals(
        "layer_norm: gamma must have a number for every channel of x, shape (3,), but its shape is"
            + " (2,).\n  in RMSNormalization \"rms\"\n  The layer was built for inputs ending in 2."
            + " Call it with (…, 2), or make a new RMSNormalization for this input.",
        assertThrows(ShapeException.class, () -> layer.of(Tensor.of(new float[][] {{1, 2, 3}})))
            .getMessage());
  }
}

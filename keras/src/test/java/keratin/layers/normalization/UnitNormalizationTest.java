package keratin.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.autograd.GradientTape;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.IndexException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UnitNormalizationTest {
  @Test
  void keepsTheContract() {
    new LayerContract(UnitNormalization::new, 4, 3).vary("axis", List.of(1, 2)).check();
  }

  @Test
  void lengthsBecomeOneAndZerosStay() {
    Tensor x = Tensor.of(new float[][] {{3, 4}, {0, 0}});
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = new UnitNormalization().of(x);
      Facts.assertClose(Tensor.of(new float[][] {{0.6f, 0.8f}, {0, 0}}), y, 1e-6, 0);
      Tensor g = tape.gradient(y.sum(), List.of(x)).getFirst();
      Facts.assertClose(Tensor.of(new float[][] {{0.032f, -0.024f}}), g.slice(0, 0, 1), 1e-5, 0);
      assertEquals(true, g.isFinite().all().booleanValue());
    }
  }

  @Test
  void axesMustBeThere() {
    assertEquals(
        "axis 2 is out of range for the shape (1, 2), which has 2 axes\n"
            + "  in UnitNormalization \"unit\"",
        assertThrows(
                IndexException.class,
                () ->
                    new UnitNormalization()
                        .axis(2)
                        .name("unit")
                        .of(Tensor.of(new float[][] {{1, 2}})))
            .getMessage());
  }
}

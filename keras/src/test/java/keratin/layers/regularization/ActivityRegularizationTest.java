package keratin.layers.regularization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.layers.LayerContract;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ActivityRegularizationTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new ActivityRegularization(0.1, 0.1), 3)
        .vary("l1", 0.2)
        .vary("l2", 0.3)
        .check();
  }

  @Test
  void penaltiesAreByTheSampleAndOfTheLastCall() {
    var layer = new ActivityRegularization(1, 0.5);
    layer.of(Tensor.of(new float[][] {{-1}, {3}}));
    layer.of(Tensor.of(new float[][] {{-1}, {3}}));
    assertEquals(1, layer.losses().size());
    assertEquals((4 + 0.5f * 10) / 2, layer.losses().getFirst().floatValue());
  }

  @Test
  void factorsAreNotNegative() {
    assertEquals(
        "ActivityRegularization: l1 must be a finite number from 0 on, but -1.0 came.",
        assertThrows(IllegalArgumentException.class, () -> new ActivityRegularization(-1, 0))
            .getMessage());
  }
}

package keratin.layers.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ReLUTest {
  @Test
  void keepsTheContract() {
    new LayerContract(ReLU::new, 4)
        .vary("max_value", 0.5)
        .vary("negative_slope", 0.1)
        .vary("threshold", 0.2)
        .check();
  }

  @Test
  void bendsWhereItIsTold() {
    Tensor x = Tensor.of(new float[] {-3, 0, 1, 2, 5});
    Tensor y = new ReLU().maxValue(3).negativeSlope(0.5).threshold(1).of(x);
    Facts.assertClose(Tensor.of(new float[] {-2, -0.5f, 0, 2, 3}), y, 0, 0);
  }

  @Test
  void slopesAndBoundsAreNotNegative() {
    assertEquals(
        "ReLU: max_value must be a number from 0 on or null, but -1.0 came.",
        assertThrows(IllegalArgumentException.class, () -> new ReLU().maxValue(-1)).getMessage());
  }
}

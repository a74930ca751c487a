package keratin.layers.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Layers;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ELUTest {
  @Test
  void keepsTheContract() {
    new LayerContract(ELU::new, 4).vary("alpha", 0.5).check();
  }

  @Test
  void endsInAnExponential() {
    Tensor x = Tensor.of(new double[] {-1, 2});
    Tensor y = new ELU(2).dtype(keratin.tensor.DType.FLOAT64).of(x);
    Facts.assertClose(Tensor.of(new double[] {2 * Math.expm1(-1), 2}), y, 1e-12, 0);
  }

  @Test
  void alphaIsANumber() {
    assertEquals(
        "ELU: alpha must be a number, but \"one\" came.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Layers.get(Map.of("class_name", "ELU", "config", Map.of("alpha", "one"))))
            .getMessage());
  }
}

package keratin.layers.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Layers;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LeakyReLUTest {
  @Test
  void keepsTheContract() {
    new LayerContract(LeakyReLU::new, 4).vary("negative_slope", 0.01).check();
  }

  @Test
  void leaksALittle() {
    Tensor x = Tensor.of(new float[] {-10, 0, 10});
    Facts.assertClose(Tensor.of(new float[] {-3, 0, 10}), new LeakyReLU().of(x), 1e-6, 0);
  }

  @Test
  void readsWhatKeras2Wrote() {
    var layer = Layers.get(Map.of("class_name", "LeakyReLU", "config", Map.of("alpha", 0.1)));
    assertEquals(0.1, layer.getConfig().get("negative_slope"));
  }

  @Test
  void theSlopeIsNotNegative() {
    assertEquals(
        "LeakyReLU: negative_slope must be a number from 0 on, but -0.1 came.",
        assertThrows(IllegalArgumentException.class, () -> new LeakyReLU(-0.1)).getMessage());
  }
}

package keratin.layers.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.Layers;
import keratin.memory.Memory;
import keratin.models.Sequential;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LambdaTest {
  @Test
  void appliesItsFunction() {
    Memory.tidy(
        () -> {
          var model = new Sequential(new Input(2), new Lambda(Tensor::square));
          Facts.assertClose(
              Tensor.of(new float[][] {{4, 9}}),
              model.of(Tensor.of(new float[][] {{2, -3}})),
              0,
              0);
        });
  }

  @Test
  void refusesCode() {
    assertEquals(
        "A Lambda cannot be read from a config: its function is Python code, which is not run here."
            + " Make the layer in Java: a class with a call method, known by Layers.register.",
        assertThrows(
                UnsupportedOperationException.class,
                () -> Layers.get(Map.of("class_name", "Lambda", "config", Map.of())))
            .getMessage());
    assertEquals(
        "Lambda \"twice\" cannot be written to a config. Make a layer class of its function.",
        assertThrows(
                UnsupportedOperationException.class,
                () -> new Lambda(x -> x.add(x)).name("twice").getConfig())
            .getMessage());
  }
}

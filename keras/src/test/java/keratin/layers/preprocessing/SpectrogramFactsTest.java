package keratin.layers.preprocessing;

import java.util.Map;
import java.util.stream.Stream;
import keratin.config.Kind;
import keratin.facts.Facts;
import keratin.initializers.Initializers;
import keratin.layers.Layers;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What Keras' layers for sound give, and its initializer of their kernels. */
class SpectrogramFactsTest {
  @TestFactory
  Stream<DynamicTest> spectrogramsAndKernelsOfKeras() {
    return Facts.tests("spectrograms", fact -> Memory.tidy(() -> check(fact)));
  }

  private static void check(JsonNode fact) {
    Map<String, Object> object =
        Map.of(
            "class_name", fact.get("class").asString(), "config", Facts.config(fact.get("config")));
    var y =
        fact.has("shape")
            ? Initializers.get(object)
                .call(Kind.SHAPE.parse().apply(Facts.plain(fact.get("shape"))), DType.FLOAT32)
            : Layers.get(object).of(Golden.tensor(fact.get("inputs")));
    Facts.assertClose(fact.get("expected"), y, 1e-4, 2e-5);
  }
}

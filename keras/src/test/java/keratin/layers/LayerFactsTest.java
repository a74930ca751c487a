package keratin.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.autograd.GradientTape;
import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What Keras' layers gave for the same config, weights and inputs: outputs, gradients, masks. */
class LayerFactsTest {
  @TestFactory
  Stream<DynamicTest> outputsGradientsAndConfigsOfKeras() {
    return Facts.tests("layers", LayerFactsTest::check);
  }

  private static void check(JsonNode fact) {
    Map<String, Object> config = Facts.config(fact.get("config"));
    Layer layer = Layers.get(Map.of("class_name", fact.get("class").asString(), "config", config));
    Tensor x = Golden.tensor(fact.get("inputs").get(0));
    JsonNode mask = fact.has("mask") ? fact.get("mask") : fact.get("kwargs").get("mask");
    if (mask != null) {
      Tensor given = Golden.tensor(mask);
      Mask.attach(x, given.dtype() == DType.BOOL ? given : given.greater(0.5));
    }
    layer.of(x);
    List<Tensor> values = new ArrayList<>();
    fact.get("weights").forEach(w -> values.add(Golden.tensor(w)));
    layer.setWeights(values);
    try (var tape = GradientTape.persistent()) {
      tape.watch(x);
      Tensor y = layer.of(x);
      Facts.assertClose(fact.get("expected"), y, 1e-5, 1e-6);
      if (fact.has("expected_grads")) {
        List<Tensor> sources = new ArrayList<>(List.of(x));
        sources.addAll(layer.trainableVariables());
        List<Tensor> found = Facts.gradients(tape, y, sources);
        JsonNode expected = fact.get("expected_grads");
        Facts.assertClose(expected.get("inputs").get(0), found.getFirst(), 1e-5, 1e-6);
        for (int i = 1; i < sources.size(); i++) {
          Facts.assertClose(expected.get("trainable_weights").get(i - 1), found.get(i), 1e-5, 1e-6);
        }
      }
      checkMask(fact, y);
    }
    checkConfig(config, layer);
  }

  private static void checkMask(JsonNode fact, Tensor y) {
    JsonNode expected =
        fact.has("expected_masks") ? fact.get("expected_masks").get(0) : fact.get("expected_mask");
    if (expected != null && expected.get("dtype").asString().equals("bool")) {
      Facts.assertClose(expected, Mask.of(y), 0, 0);
    }
  }

  /** Ours has what Keras' has, and the name. */
  private static void checkConfig(Map<String, Object> expected, Layer layer) {
    Map<String, Object> ours = Facts.throughJson(layer.getConfig());
    for (var entry : expected.entrySet()) {
      assertEquals(plain(entry.getValue()), plain(ours.get(entry.getKey())), entry.getKey());
    }
    ours.keySet().removeAll(expected.keySet());
    ours.remove("name");
    assertEquals(Map.of(), ours);
  }

  /** Numbers by value, and nested objects without the keys that the facts leave out. */
  private static Object plain(Object value) {
    return switch (value) {
      case null -> "null";
      case Number n -> n.doubleValue();
      case Map<?, ?> map -> {
        Map<Object, Object> kept = new java.util.TreeMap<>();
        map.forEach((k, v) -> kept.put(k, plain(v)));
        kept.remove("module");
        kept.remove("registered_name");
        yield kept;
      }
      case List<?> list -> list.stream().map(LayerFactsTest::plain).toList();
      default -> value;
    };
  }
}

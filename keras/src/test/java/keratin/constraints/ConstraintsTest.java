package keratin.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.stream.Stream;
import keratin.facts.Facts;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class ConstraintsTest {
  @TestFactory
  Stream<DynamicTest> valuesAndConfigsOfKeras() {
    return Facts.tests("constraints", ConstraintsTest::check);
  }

  private static void check(JsonNode fact) {
    Tensor weight = Golden.tensor(fact.get("args").get(0));
    Map<String, Object> config = Facts.config(fact.get("config"));
    Constraint constraint =
        Constraints.get(Map.of("class_name", fact.get("class").asString(), "config", config));
    Facts.assertClose(fact.get("expected"), constraint.call(weight), 1e-6, 1e-7);
    assertEquals(config, Facts.throughJson(constraint.getConfig()));
  }

  @Test
  void slicesRunAlongSeveralAxes() {
    Tensor ones = Tensor.full(keratin.tensor.DType.FLOAT64, 1, 2, 2, 1, 3);
    Tensor unit = new UnitNorm().axis(0, 1, 2).call(ones);
    assertEquals(0.5, unit.toDoubleArray()[0], 1e-6);
    assertEquals(java.util.List.of(0, 1, 2), new UnitNorm().axis(0, 1, 2).getConfig().get("axis"));
  }

  @Test
  void unknownNamesShowNearOnes() {
    assertEquals(
        "Unknown constraint \"maxnorn\". Did you mean MaxNorm?",
        assertThrows(IllegalArgumentException.class, () -> Constraints.get("maxnorn"))
            .getMessage());
  }
}

package keratin.regularizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.stream.Stream;
import keratin.facts.Facts;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class RegularizersTest {
  @TestFactory
  Stream<DynamicTest> valuesAndConfigsOfKeras() {
    return Facts.tests("regularizers", RegularizersTest::check);
  }

  private static void check(JsonNode fact) {
    Map<String, Object> config = Facts.config(fact.get("config"));
    Regularizer regularizer =
        Regularizers.get(Map.of("class_name", fact.get("class").asString(), "config", config));
    Tensor x = Golden.tensor(fact.get("args").get(0));
    Facts.assertClose(fact.get("expected"), regularizer.call(x), 1e-6, 1e-7);
    assertEquals(config, Facts.throughJson(regularizer.getConfig()));
  }

  @Test
  void factorsAreSinglePrecisionWhereKerasKeepsThemSo() {
    assertEquals(0.10000000149011612, new L1(0.1).getConfig().get("l1"));
    assertEquals(0.1, new L2(0.1).getConfig().get("l2"));
    assertEquals(0.1, new L1L2(0.1, 0.2).getConfig().get("l1"));
    assertEquals(0.10000000149011612, new OrthogonalRegularizer(0.1).getConfig().get("factor"));
  }

  @Test
  void namesStandForTheDefaults() {
    Tensor x = Tensor.of(new float[] {1, -2});
    assertEquals(0.03f, Regularizers.get("l1").call(x).floatValue());
    assertEquals(0.05f, Regularizers.get("l2").call(x).floatValue(), 1e-8f);
    assertEquals(0, Regularizers.get("l1_l2").call(x).floatValue());
    assertEquals("OrthogonalRegularizer", Regularizers.get("orthogonal_regularizer").className());
  }

  @Test
  void wrongUseSaysWhatToDo() {
    assertEquals(
        "L2: l2 must be a finite number from 0 on, but -1.0 came.",
        assertThrows(IllegalArgumentException.class, () -> new L2(-1)).getMessage());
    Tensor x = Tensor.of(new float[] {1, 2}, Shape.of(2));
    assertEquals(
        "OrthogonalRegularizer works on matrices, but the weight has the shape (2,).",
        assertThrows(ShapeException.class, () -> new OrthogonalRegularizer().call(x)).getMessage());
  }
}

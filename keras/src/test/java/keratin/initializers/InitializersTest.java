package keratin.initializers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.facts.Facts;
import keratin.random.GlobalRandom;
import keratin.random.PendingSeeds;
import keratin.random.SeedGenerator;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class InitializersTest {
  @TestFactory
  Stream<DynamicTest> valuesOfKeras() {
    return Facts.tests("initializers", InitializersTest::check);
  }

  private static void check(JsonNode fact) {
    Map<String, Object> config = Facts.config(fact.get("config"));
    Initializer initializer =
        Initializers.get(Map.of("class_name", fact.get("class").asString(), "config", config));
    JsonNode shape =
        fact.get("args").isEmpty() ? fact.get("kwargs").get("shape") : fact.get("args").get(0);
    Shape asked = Shape.of(shape.valueStream().mapToInt(JsonNode::asInt).toArray());
    Facts.assertClose(fact.get("expected"), initializer.call(asked, DType.FLOAT32), 1e-5, 1e-6);
    if (!fact.get("class").asString().equals("Identity")
        && !(config.get("seed") instanceof Map<?, ?>)) {
      assertEquals(config, Facts.throughJson(initializer.getConfig()));
    }
  }

  @Test
  void aSeedGivesTheSameValuesEveryTime() {
    RandomNormal initializer = new RandomNormal().seed(7);
    Shape shape = Shape.of(3);
    Facts.assertClose(
        initializer.call(shape, DType.FLOAT32), initializer.call(shape, DType.FLOAT32), 0, 0);
    RandomNormal moving = new RandomNormal().seed(new SeedGenerator(7));
    float first = moving.call(shape, DType.FLOAT32).toFloatArray()[0];
    assertEquals(false, first == moving.call(shape, DType.FLOAT32).toFloatArray()[0]);
  }

  @Test
  void defaultSeedsAreDrawnInTheOrderOfConstruction() {
    GlobalRandom.setRandomSeed(42);
    HeNormal first = new HeNormal();
    HeNormal seeded = new HeNormal().seed(1);
    HeNormal second = new HeNormal();
    Shape shape = Shape.of(2, 2);
    Facts.assertClose(
        new HeNormal().seed(119540832).call(shape, DType.FLOAT32),
        second.call(shape, DType.FLOAT32),
        0,
        0);
    Facts.assertClose(
        new HeNormal().seed(686579304).call(shape, DType.FLOAT32),
        first.call(shape, DType.FLOAT32),
        0,
        0);
    seeded.call(shape, DType.FLOAT32);
    PendingSeeds.settle();
    assertEquals(26855093, GlobalRandom.defaultSeed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "glorot_uniform",
        "he_normal",
        "orthogonal",
        "zeros",
        "ones",
        "uniform",
        "normal",
        "one",
        "zero",
        "identity",
        "IdentityInitializer",
        "truncated_normal",
        "variance_scaling"
      })
  void namesOfKeras(String name) {
    Initializer initializer = Initializers.get(name);
    assertEquals(Shape.of(3, 2), initializer.call(Shape.of(3, 2), DType.FLOAT64).shape());
    Initializer again =
        Initializers.get(
            Map.of(
                "class_name",
                initializer.className(),
                "config",
                Facts.throughJson(initializer.getConfig())));
    assertEquals(initializer.getConfig(), again.getConfig());
  }

  @Test
  void fansCountTheWindow() {
    assertEquals(new Fans(18, 36), Fans.of(Shape.of(3, 3, 2, 4), null, null));
    assertEquals(new Fans(5, 5), Fans.of(Shape.of(5), null, null));
    assertEquals(new Fans(1, 1), Fans.of(Shape.SCALAR, null, null));
    assertEquals(new Fans(2, 12), Fans.of(Shape.of(2, 3, 4), List.of(0), List.of(1, 2)));
    Tensor plain = new GlorotUniform().seed(0).call(Shape.of(2, 3, 4), DType.FLOAT32);
    Tensor other =
        new GlorotUniform()
            .seed(0)
            .inputAxes(0, 1)
            .outputAxes(2)
            .call(Shape.of(2, 3, 4), DType.FLOAT32);
    Facts.assertClose(plain.mul(Math.sqrt((6 + 8) / (6.0 + 4))), other, 1e-6, 0);
  }

  @Test
  void orthogonalColumnsAreOrthonormal() {
    Tensor q = new Orthogonal(2).seed(3).call(Shape.of(2, 5, 4), DType.FLOAT64).reshape(10, 4);
    Facts.assertClose(
        new Identity(4).call(Shape.of(4, 4), DType.FLOAT64), q.matmul(q, true, false), 0, 1e-12);
    Tensor wide = new Orthogonal().seed(3).call(Shape.of(3, 6), DType.FLOAT64);
    Facts.assertClose(
        new Identity().call(Shape.of(3, 3), DType.FLOAT64),
        wide.matmul(wide, false, true),
        0,
        1e-12);
  }

  @Test
  void constantsTakeTensors() {
    Constant rows = new Constant(Tensor.of(new float[] {1, 2}));
    Tensor expected = Tensor.of(new float[][] {{1, 2}, {1, 2}});
    Facts.assertClose(expected, rows.call(Shape.of(2, 2), DType.FLOAT32), 0, 0);
    Initializer again =
        Initializers.get(
            Map.of("class_name", "Constant", "config", Facts.throughJson(rows.getConfig())));
    Facts.assertClose(expected, again.call(Shape.of(2, 2), DType.FLOAT32), 0, 0);
  }

  @Test
  void wrongUseSaysWhatToDo() {
    assertEquals(
        "Identity initializes matrices, but the weight has the shape (3,).",
        assertThrows(ShapeException.class, () -> new Identity().call(Shape.of(3), DType.FLOAT32))
            .getMessage());
    assertEquals(
        "Orthogonal initializes weights of at least two axes, but the weight has the shape (3,).",
        assertThrows(ShapeException.class, () -> new Orthogonal().call(Shape.of(3), DType.FLOAT32))
            .getMessage());
    assertEquals(
        "VarianceScaling: mode must be one of [fan_in, fan_out, fan_avg], but \"fan\" came.",
        assertThrows(IllegalArgumentException.class, () -> new VarianceScaling(1, "fan", "uniform"))
            .getMessage());
    assertEquals(
        "VarianceScaling: scale must be a number above 0, but -1.0 came.",
        assertThrows(
                IllegalArgumentException.class, () -> new VarianceScaling(-1, "fan_in", "uniform"))
            .getMessage());
    assertEquals(
        "Unknown initializer \"he_norml\". Did you mean HeNormal?",
        assertThrows(IllegalArgumentException.class, () -> Initializers.get("he_norml"))
            .getMessage());
  }
}

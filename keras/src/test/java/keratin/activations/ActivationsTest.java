package keratin.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.autograd.GradientTape;
import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class ActivationsTest {
  @TestFactory
  Stream<DynamicTest> valuesAndGradientsOfKeras() {
    return Facts.tests("activations", ActivationsTest::check);
  }

  private static void check(JsonNode fact) {
    List<Object> args = new ArrayList<>();
    fact.get("args").forEach(a -> args.add(Facts.plain(a)));
    Tensor x = (Tensor) args.getFirst();
    Map<String, Object> options = Facts.config(fact.get("kwargs"));
    try (var tape = GradientTape.persistent()) {
      tape.watch(x);
      Tensor y = call(fact.get("function").asString(), args, options);
      Facts.assertClose(fact.get("expected"), y, 1e-5, 1e-6);
      if (fact.has("expected_grads_args")) {
        Tensor dx = Facts.gradients(tape, y, List.of(x)).getFirst();
        Facts.assertClose(fact.get("expected_grads_args").get(0), dx, 1e-5, 1e-6);
      }
    }
  }

  private static Tensor call(String function, List<Object> args, Map<String, Object> options) {
    Tensor x = (Tensor) args.getFirst();
    if (args.size() == 1 && options.isEmpty()) {
      return Activations.get(function).call(x);
    }
    return switch (function) {
      case "relu" ->
          Activations.relu(
              x,
              number(args, 1, options, "negative_slope", 0),
              options.get("max_value") instanceof Number n ? n.doubleValue() : null,
              number(args, 3, options, "threshold", 0));
      case "leaky_relu" -> Activations.leakyRelu(x, number(args, 1, options, "negative_slope", 0));
      case "softmax" -> Activations.softmax(x, (int) number(args, 1, options, "axis", -1));
      case "log_softmax" -> Activations.logSoftmax(x, (int) number(args, 1, options, "axis", -1));
      case "sparsemax" -> Activations.sparsemax(x, (int) number(args, 1, options, "axis", -1));
      case "glu" -> Activations.glu(x, (int) number(args, 1, options, "axis", -1));
      case "elu" -> Activations.elu(x, number(args, 1, options, "alpha", 1));
      case "celu" -> Activations.celu(x, number(args, 1, options, "alpha", 1));
      case "squareplus" -> Activations.squareplus(x, number(args, 1, options, "b", 4));
      case "gelu" ->
          Activations.gelu(x, Boolean.TRUE.equals(options.getOrDefault("approximate", false)));
      case "hard_shrink" -> Activations.hardShrink(x, number(args, 1, options, "threshold", 0.5));
      case "soft_shrink" -> Activations.softShrink(x, number(args, 1, options, "threshold", 0.5));
      case "threshold" ->
          Activations.threshold(
              x,
              number(args, 1, options, "threshold", 0),
              number(args, 2, options, "default_value", 0));
      default -> throw new AssertionError(function + " " + args + options);
    };
  }

  private static double number(
      List<Object> args, int index, Map<String, Object> options, String name, double preset) {
    Object given = args.size() > index ? args.get(index) : options.getOrDefault(name, preset);
    return ((Number) given).doubleValue();
  }

  @Test
  void softmaxAndSigmoidKeepTheirLogits() {
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    assertSame(x, Activations.softmax(x).attachment(Activations.LOGITS));
    assertSame(x, Activations.softmax(x, 0).attachment(Activations.LOGITS));
    assertSame(x, Activations.get("sigmoid").call(x).attachment(Activations.LOGITS));
    assertNull(Activations.softmax(x).mul(1).attachment(Activations.LOGITS));
    assertNull(x.sigmoid().attachment(Activations.LOGITS));
  }

  @Test
  void everyNamedActivationTakesAnUnknownBatch() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, 4)));
    for (String name : Activations.names()) {
      Shape expected = Shape.of(Shape.UNKNOWN, name.equals("glu") ? 2 : 4);
      assertEquals(expected, Activations.get(name).call(x).shape(), name);
    }
  }

  @Test
  void everyNamedActivationTakesNoRows() {
    Tensor x = Tensor.full(DType.FLOAT32, 0, 0, 4);
    for (String name : Activations.names()) {
      assertEquals(0, Activations.get(name).call(x).size(), name);
    }
  }

  @Test
  void namesAndConfigsStandForFunctions() {
    assertEquals("linear", Activations.get(null).name());
    assertEquals("silu", Activations.get("swish").name());
    assertEquals("hard_silu", Activations.get("hard_swish").name());
    assertEquals(
        "relu", Activations.get(Map.of("class_name", "function", "config", "relu")).name());
    assertEquals(Unary.RELU, Activations.get("relu").op());
    assertNull(Activations.get("sigmoid").op());
    ActivationFunction own = t -> t;
    assertSame(own, Activations.get(own));
  }

  @Test
  void methodReferencesAreKnownByTheirNames() {
    assertSame(Activations.get("relu"), Activations.get((ActivationFunction) Activations::relu));
    assertEquals(
        "hard_sigmoid", Activations.get((ActivationFunction) Activations::hardSigmoid).name());
    ActivationFunction other = Tensor::square;
    assertSame(other, Activations.get(other));
  }

  @Test
  void unknownNamesShowNearOnes() {
    var error = assertThrows(IllegalArgumentException.class, () -> Activations.get("rellu"));
    assertEquals("Unknown activation \"rellu\". Did you mean relu, celu, elu?", error.getMessage());
  }

  @Test
  void lambdasCannotBeSaved() {
    ActivationFunction own = t -> t;
    var error = assertThrows(IllegalStateException.class, own::name);
    assertEquals(
        "An activation given as a lambda has no name to be saved under. Give it by name"
            + " (\"relu\"), or register it: Activations.register(\"my_activation\", x -> …)",
        error.getMessage());
  }

  @Test
  void gluNeedsAnEvenLength() {
    var error =
        assertThrows(
            ShapeException.class, () -> Activations.glu(Tensor.of(new float[][] {{1, 2, 3}})));
    assertEquals(
        "glu: axis -1 of the shape (1, 3) must have an even length, to be split in two.",
        error.getMessage());
  }
}

package keratin.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Unary;
import keratin.tensor.Variable;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What TensorFlow's tape said: derivatives up to the third, and the tape's own rules. */
@Tag("B1")
@Tag("B3")
class AutodiffGoldenTest {
  static Stream<Arguments> cases(String kind, String name) {
    return Golden.cases(AutodiffGoldenTest.class, "tf_autodiff.json.gz").stream()
        .filter(c -> c.get("kind").asString().equals(kind))
        .map(c -> Arguments.of(c.get(name).asString(), c));
  }

  static Stream<Arguments> higherOrder() {
    return cases("higher_order", "function");
  }

  static Stream<Arguments> semantics() {
    return cases("tape_semantics", "program");
  }

  private static UnaryOperator<Tensor> function(String name) {
    return switch (name) {
      case "tanh" -> Tensor::tanh;
      case "softplus" -> Tensor::softplus;
      case "relu" -> Tensor::relu;
      case "abs" -> Tensor::abs;
      case "square" -> Tensor::square;
      case "elu" -> x -> Tensor.where(x.greater(0), x, x.minimum(0).expm1());
      case "gelu" -> x -> x.mul(0.5).mul(x.mul(Math.sqrt(0.5)).erf().add(1));
      case "x*sin(x)" -> x -> x.mul(x.sin());
      case "log(1+x^2)" -> x -> x.square().add(1).log();
      case "erf" -> Tensor::erf;
      case "atan" -> x -> Engine.run(Unary.ATAN, x);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("higherOrder")
  void derivativesUpToTheThird(String name, JsonNode node) {
    UnaryOperator<Tensor> f = function(name);
    Tensor x = Golden.tensor(node.get("x"));
    List<Tensor> values = new ArrayList<>();
    try (var third = new GradientTape();
        var second = new GradientTape();
        var first = new GradientTape()) {
      for (GradientTape tape : List.of(third, second, first)) {
        tape.watch(x);
      }
      values.add(f.apply(x));
      values.add(first.gradient(values.get(0), x));
      values.add(second.gradient(values.get(1), x));
      values.add(values.get(2) == null ? null : third.gradient(values.get(2), x));
    }
    for (int order = 0; order <= 3; order++) {
      JsonNode expected = node.get(order == 0 ? "y" : "d" + order);
      Tensor actual = values.get(order);
      if (expected.isNull() || actual == null) {
        // Where we find no connection, TensorFlow may have found zeros, and the other way round.
        Tensor other = actual == null && !expected.isNull() ? Golden.tensor(expected) : actual;
        assertThat(other == null || isZero(other)).as("order %d", order).isTrue();
      } else {
        assertClose(actual, Golden.tensor(expected), 2e-6, "order " + order);
      }
    }
  }

  private static boolean isZero(Tensor x) {
    return x.equal(0).all().booleanValue();
  }

  private static void assertClose(Tensor actual, Tensor expected, double tolerance, String what) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double[] a = actual.toDoubleArray();
    double[] e = expected.toDoubleArray();
    for (int i = 0; i < a.length; i++) {
      if (Double.isInfinite(e[i])) {
        assertThat(a[i]).as(what).isEqualTo(e[i]);
      } else {
        assertThat(a[i]).as(what).isCloseTo(e[i], within(tolerance * Math.max(1, Math.abs(e[i]))));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("semantics")
  void tapesFollowTheSameRules(String program, JsonNode node) {
    List<JsonNode> expected = node.get("expected").valueStream().toList();
    if (expected.getFirst().isString()) {
      assertThatThrownBy(() -> run(program)).isInstanceOf(TensorException.class);
      return;
    }
    List<Tensor> actual = run(program);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i).isNull()) {
        assertThat(actual.get(i)).as("value %d", i).isNull();
      } else {
        assertClose(actual.get(i), Golden.tensor(expected.get(i)), 1e-5, "value " + i);
      }
    }
  }

  private static List<Tensor> run(String program) {
    Variable v = new Variable(Tensor.of(3f));
    Tensor x = Tensor.of(3f);
    List<Tensor> values = new ArrayList<>();
    switch (program) {
      case "constant watched" -> {
        try (var tape = new GradientTape()) {
          tape.watch(x);
          values.add(tape.gradient(x.mul(x), x));
        }
      }
      case "non-persistent tape used twice" -> {
        try (var tape = new GradientTape()) {
          Tensor y = v.mul(v);
          tape.gradient(y, v);
          tape.gradient(y, v);
        }
      }
      case "persistent tape, y=v*v, z=y*v: dy/dv, dz/dv, dz/dy" -> {
        try (var tape = GradientTape.persistent()) {
          Tensor y = v.mul(v);
          Tensor z = y.mul(v);
          values.add(tape.gradient(y, v));
          values.add(tape.gradient(z, v));
          values.add(tape.gradient(z, y));
        }
      }
      case "unconnected: none, then unconnected_gradients='zero'" -> {
        Variable other = new Variable(Tensor.of(5f));
        for (String kind : List.of("none", "zero")) {
          try (var tape = new GradientTape().unconnectedGradients(kind)) {
            values.add(tape.gradient(v.mul(v), other));
          }
        }
      }
      case "v * stop_gradient(v)" -> {
        try (var tape = new GradientTape()) {
          values.add(tape.gradient(v.mul(v.stopGradient()), v));
        }
      }
      case "stop_recording around z=y*y; w=y+z" -> {
        Variable two = new Variable(Tensor.of(2f));
        try (var tape = new GradientTape()) {
          Tensor y = two.mul(two);
          Tensor z = tape.stopRecording(() -> y.mul(y));
          values.add(tape.gradient(y.add(z), two));
        }
      }
      case "list of targets is summed" -> {
        try (var tape = new GradientTape()) {
          values.addAll(tape.gradient(List.of(v.mul(v), v.add(1)), List.of(v), null));
        }
      }
      case "integer tensors give None" -> {
        Tensor n = Tensor.of(3);
        try (var tape = new GradientTape()) {
          tape.watch(n);
          values.add(tape.gradient(n.mul(n), n));
        }
      }
      case "gradient of sqrt at 0 is inf" -> {
        Tensor zero = Tensor.of(0f);
        try (var tape = new GradientTape()) {
          tape.watch(zero);
          values.add(tape.gradient(zero.sqrt(), zero));
        }
      }
      default -> values.addAll(gradientPenalty());
    }
    return values;
  }

  /** {@code pen = mean((‖dy/dX‖ − 1)²)} of y = tanh(X·w), and its gradient. */
  private static List<Tensor> gradientPenalty() {
    Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
    Variable w = new Variable(Tensor.of(new float[][] {{1, 1}, {1, 1}}));
    try (var outer = new GradientTape();
        var inner = new GradientTape()) {
      inner.watch(x);
      Tensor y = x.matmul(w).tanh();
      Tensor slope = inner.gradient(y, x);
      Tensor norm = slope.square().sum(1).sqrt();
      Tensor penalty = norm.sub(1).square().mean();
      List<Tensor> values = new ArrayList<>(List.of(y, slope, penalty));
      values.add(outer.gradient(penalty, w));
      return values;
    }
  }
}

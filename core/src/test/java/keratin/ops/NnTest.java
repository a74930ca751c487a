package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import keratin.autograd.GradientCheck;
import keratin.autograd.GradientTape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@Tag("A17")
class NnTest {
  static Stream<Arguments> activations() {
    return Golden.cases(NnTest.class, "activations.json.gz").stream()
        .map(c -> Arguments.of(c.get("function").asString() + " " + c.get("kwargs"), c));
  }

  private static double option(JsonNode options, String name, double standard) {
    JsonNode value = options.get(name);
    return value == null || value.isNull() ? standard : value.asDouble();
  }

  private static UnaryOperator<Tensor> function(JsonNode node) {
    JsonNode options = node.get("kwargs");
    int axis = (int) option(options, "axis", -1);
    return switch (node.get("function").asString()) {
      case "celu" -> x -> Nn.celu(x, option(options, "alpha", 1));
      case "elu" -> x -> Nn.elu(x, option(options, "alpha", 1));
      case "exponential" -> Nn::exponential;
      case "gelu" -> x -> Nn.gelu(x, options.has("approximate"));
      case "glu" -> x -> Nn.glu(x, axis);
      case "hard_shrink" -> x -> Nn.hardShrink(x, option(options, "threshold", 0.5));
      case "hard_sigmoid" -> Nn::hardSigmoid;
      case "hard_silu", "hard_swish" -> Nn::hardSilu;
      case "hard_tanh" -> Nn::hardTanh;
      case "leaky_relu" -> x -> Nn.leakyRelu(x, option(options, "negative_slope", 0.2));
      case "linear" -> x -> x;
      case "log_sigmoid" -> Nn::logSigmoid;
      case "log_softmax" -> x -> Nn.logSoftmax(x, axis);
      case "mish" -> Nn::mish;
      case "relu" ->
          x ->
              Nn.relu(
                  x,
                  option(options, "negative_slope", 0),
                  option(options, "max_value", Double.POSITIVE_INFINITY),
                  option(options, "threshold", 0));
      case "relu6" -> Nn::relu6;
      case "selu" -> Nn::selu;
      case "sigmoid" -> Nn::sigmoid;
      case "silu" -> Nn::silu;
      case "soft_shrink" -> x -> Nn.softShrink(x, option(options, "threshold", 0.5));
      case "softmax" -> x -> Nn.softmax(x, axis);
      case "softplus" -> Nn::softplus;
      case "softsign" -> Nn::softsign;
      case "sparse_plus" -> Nn::sparsePlus;
      case "sparse_sigmoid" -> Nn::sparseSigmoid;
      case "sparsemax" -> x -> Nn.sparsemax(x, axis);
      case "squareplus" -> x -> Nn.squareplus(x, option(options, "b", 4));
      case "tanh" -> Nn::tanh;
      case "tanh_shrink" -> Nn::tanhShrink;
      case "threshold" ->
          x ->
              Nn.threshold(x, option(options, "threshold", 0), option(options, "default_value", 0));
      default -> throw new IllegalArgumentException(node.get("function").asString());
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("activations")
  void valuesAndGradientsAreThoseOfKeras(String name, JsonNode node) {
    UnaryOperator<Tensor> f = function(node);
    Tensor x = Golden.tensor(node.get("args").get(0));
    try (var outer = new GradientTape();
        var inner = new GradientTape()) {
      outer.watch(x);
      inner.watch(x);
      Tensor y = f.apply(x);
      Tensor expected = Golden.tensor(node.get("expected"));
      Golden.assertClose(y, expected.cast(y.dtype()), 2e-6, 1e-7);
      if (node.has("expected_grads_args")) {
        Tensor gradient = inner.gradient(y.mul(Golden.weights(y)), x);
        Golden.assertClose(
            gradient, Golden.tensor(node.get("expected_grads_args").get(0)), 1e-5, 1e-6);
        JsonNode second = node.get("expected_grad_of_sum_of_grad");
        if (second != null && !second.isNull()) {
          Tensor actual = outer.gradient(gradient, x);
          JsonNode tensor = second.isArray() ? second.get(0) : second;
          Golden.assertClose(
              actual == null ? x.zerosLike() : actual, Golden.tensor(tensor), 1e-4, 1e-5);
        }
      }
    }
  }

  private static void assertValues(Tensor actual, double... expected) {
    float[] values = actual.toFloatArray();
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < values.length; i++) {
      // The notes were made by a TensorFlow whose sigmoid and tanh were off by up to 2e-8.
      float e = (float) expected[i];
      assertThat(values[i]).isCloseTo(e, within(Math.max(2e-8f, Math.abs(e) * 1e-6f)));
    }
  }

  @Test
  void theValuesOfTheNotes() {
    assertValues(
        Nn.sigmoid(Ops.linspace(-6, 6, 10)),
        0.00247264,
        0.00931597,
        0.03444517,
        0.11920291,
        0.33924365,
        0.6607564,
        0.8807971,
        0.96555483,
        0.99068403,
        0.9975274);
    assertValues(
        Nn.softmax(Ops.linspace(-2, 2, 5)),
        0.01165623,
        0.03168492,
        0.08612854,
        0.23412167,
        0.6364086);
    Tensor a = Ops.linspace(-1, 1, 10);
    assertValues(Nn.relu(a), 0, 0, 0, 0, 0, 0.11111116, 0.33333337, 0.55555556, 0.77777778, 1);
    assertValues(
        Nn.leakyRelu(a),
        -0.2,
        -0.15555556,
        -0.11111112,
        -0.06666666,
        -0.02222222,
        0.11111116,
        0.33333337,
        0.55555556,
        0.77777778,
        1);
    assertValues(
        Nn.tanh(Ops.linspace(-5, 5, 10)),
        -0.9999092,
        -0.9991625,
        -0.99229795,
        -0.9311096,
        -0.50467217,
        0.5046725,
        0.93110967,
        0.99229795,
        0.9991625,
        0.9999092);
  }

  @Test
  @Tag("B5")
  void theSlopeOfSoftmaxIsPTimesDeltaMinusP() {
    Tensor x = Tensor.of(new double[] {0.5, -1, 2});
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor p = Nn.softmax(x);
      double[] q = p.toDoubleArray();
      double[] jacobian = tape.jacobian(p, x).toDoubleArray();
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          double expected = q[i] * ((i == j ? 1 : 0) - q[j]);
          assertThat(jacobian[3 * i + j]).isCloseTo(expected, within(1e-15));
        }
      }
    }
  }

  @Test
  void hugeInputsHaveFiniteGradients() {
    Tensor x = Tensor.of(new float[] {-1e30f, -200, 0, 200, 1e30f});
    List<UnaryOperator<Tensor>> functions =
        List.of(Nn::elu, Nn::selu, a -> Nn.celu(a, 1), Nn::softplus, Nn::logSigmoid, Nn::silu);
    for (UnaryOperator<Tensor> f : functions) {
      try (var tape = new GradientTape()) {
        tape.watch(x);
        Tensor gradient = tape.gradient(f.apply(x), x);
        assertThat(gradient.isFinite().all().booleanValue()).as("%s", gradient).isTrue();
      }
    }
  }

  @Test
  void gradientsOfOtherAxesAndOrders() {
    Tensor x = Tensor.of(new double[][] {{0.3, -0.1, 1.2}, {2.1, 0.4, -0.9}});
    new GradientCheck(a -> Nn.softmax(a[0], 0)).order(2).at(x);
    new GradientCheck(a -> Nn.logSoftmax(a[0], 0)).order(2).at(x);
    new GradientCheck(a -> Nn.sparsemax(a[0], 0)).order(2).at(x);
    new GradientCheck(a -> Nn.gelu(a[0], true)).order(2).at(x);
    new GradientCheck(a -> Nn.crelu(a[0])).order(2).at(x);
    new GradientCheck(a -> Nn.l2Normalize(a[0], 1)).order(2).at(x);
  }

  @Test
  void anOddAxisHasNoHalves() {
    assertThatThrownBy(() -> Nn.glu(Ops.ones(2, 3), -1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("glu: axis -1 of the shape (2, 3) must have an even length.");
  }

  @Test
  void normalize() {
    Tensor x = Tensor.of(new double[][] {{3, -4}, {0, 0}});
    assertThat(Nn.normalize(x, 2, -1).toFloatArray()).containsExactly(0.6f, -0.8f, 0, 0);
    assertThat(Nn.normalize(x, 1, 1).toDoubleArray()).containsExactly(3 / 7.0, -4 / 7.0, 0, 0);
    assertThat(Nn.normalize(x, Double.POSITIVE_INFINITY).toDoubleArray())
        .containsExactly(0.75, -1, 0, 0);
  }
}

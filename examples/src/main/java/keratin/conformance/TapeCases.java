package keratin.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.autograd.GradientTape;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/** Gradients of gradients, Jacobians, and what a tape records. */
final class TapeCases {
  private static final Tolerance HIGHER = new Tolerance(1e-4, 1e-5);

  private TapeCases() {}

  /** A function with its first three derivatives. */
  static void higherOrder(Case recorded) throws Exception {
    String function = recorded.get("function").asString();
    Tensor x = Values.tensor(recorded.get("x"));
    try (GradientTape third = new GradientTape()) {
      third.watch(x);
      Tensor d2;
      try (GradientTape second = new GradientTape()) {
        second.watch(x);
        Tensor d1;
        try (GradientTape first = new GradientTape()) {
          first.watch(x);
          Tensor y = Expression.value(function, Map.of("x", x));
          Expectation.same("y", recorded.get("y"), y, Tolerance.USUAL);
          d1 = first.gradient(y, x);
        }
        Gradients.one("d1", recorded.get("d1"), d1, Tolerance.USUAL);
        d2 = d1 == null ? null : second.gradient(d1, x);
      }
      Gradients.one("d2", recorded.get("d2"), d2, HIGHER);
      Gradients.one("d3", recorded.get("d3"), d2 == null ? null : third.gradient(d2, x), HIGHER);
    }
  }

  /** All derivatives of a function of x; other tensors of the case are constants in it. */
  static void jacobian(Case recorded) throws Exception {
    Map<String, Tensor> variables = new HashMap<>();
    recorded
        .fields()
        .forEachEntry(
            (name, value) -> {
              if (Values.isTensor(value)) {
                variables.put(name, Values.tensor(value));
              }
            });
    Tensor x = Objects.requireNonNull(variables.get("x"), "the case has no x");
    try (GradientTape tape = GradientTape.persistent()) {
      tape.watch(x);
      Tensor y = Expression.value(recorded.get("function").asString(), variables);
      for (String field : List.of("y", "expected", "jacobian", "batch_jacobian")) {
        if (recorded.has(field)) {
          Tensor actual =
              switch (field) {
                case "y" -> y;
                case "batch_jacobian" -> tape.batchJacobian(y, x);
                default -> tape.jacobian(y, x);
              };
          Gradients.one(field, recorded.get(field), actual, HIGHER);
        }
      }
    }
  }

  /** One of a few programs, each with its results. */
  static void semantics(Case recorded) {
    Expectation.same(
        "results",
        recorded.get("expected"),
        results(recorded.get("program").asString()),
        Tolerance.USUAL);
  }

  private static Variable variable(double value) {
    return new Variable(Tensor.of(value, DType.FLOAT32));
  }

  private static List<@Nullable Object> results(String program) {
    if (program.startsWith("gradient penalty (WGAN-GP)")) {
      return gradientPenalty();
    }
    Variable v = variable(3);
    try (GradientTape tape = new GradientTape();
        GradientTape kept = GradientTape.persistent()) {
      switch (program) {
        case "constant watched" -> {
          Tensor x = Tensor.of(3f);
          tape.watch(x);
          return list(tape.gradient(x.mul(x), x));
        }
        case "non-persistent tape used twice" -> {
          Tensor y = v.mul(v);
          tape.gradient(y, v);
          try {
            return list(tape.gradient(y, v));
          } catch (TensorException e) {
            return list("RuntimeError");
          }
        }
        case "persistent tape, y=v*v, z=y*v: dy/dv, dz/dv, dz/dy" -> {
          Tensor y = v.mul(v);
          Tensor z = y.mul(v);
          return list(kept.gradient(y, v), kept.gradient(z, v), kept.gradient(z, y));
        }
        case "unconnected: none, then unconnected_gradients='zero'" -> {
          Variable other = variable(1);
          Tensor y = v.mul(v);
          Tensor none = kept.gradient(y, other);
          return list(none, kept.unconnectedGradients("zero").gradient(y, other));
        }
        case "v * stop_gradient(v)" -> {
          return list(tape.gradient(v.mul(v.stopGradient()), v));
        }
        case "stop_recording around z=y*y; w=y+z" -> {
          Variable two = variable(2);
          Tensor y = two.mul(two);
          Tensor z = tape.stopRecording(() -> kept.stopRecording(() -> y.mul(y)));
          return list(tape.gradient(y.add(z), two));
        }
        case "list of targets is summed" -> {
          return list(tape.gradient(v.mul(v).add(v.mul(1)), v));
        }
        case "integer tensors give None" -> {
          Tensor x = Tensor.of(3);
          tape.watch(x);
          return list(tape.gradient(x.mul(x), x));
        }
        case "gradient of sqrt at 0 is inf" -> {
          Variable zero = variable(0);
          return list(tape.gradient(zero.sqrt(), zero));
        }
        default -> throw new Unknown("program " + program);
      }
    }
  }

  private static List<@Nullable Object> list(@Nullable Object... results) {
    return new ArrayList<>(Arrays.asList(results));
  }

  private static List<@Nullable Object> gradientPenalty() {
    Variable w = new Variable(Tensor.full(DType.FLOAT32, 1, 2, 2));
    Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
    try (GradientTape outer = new GradientTape()) {
      Tensor y;
      Tensor slope;
      try (GradientTape inner = new GradientTape()) {
        inner.watch(x);
        y = x.matmul(w).tanh();
        slope = Objects.requireNonNull(inner.gradient(y, x));
      }
      Tensor length = slope.square().sum(1).sqrt();
      Tensor penalty = length.sub(1).square().mean();
      return list(y, slope, penalty, outer.gradient(penalty, w));
    }
  }
}

package keratin.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import keratin.autograd.GradientTape;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Gradients as the cases record them: of {@code Σ_k Σ_i out_k[i]·u[i]} with {@code u[i] = ((7·i)
 * mod 11 − 5) / 5} over the flat index of each float output.
 */
final class Gradients {
  private Gradients() {}

  /** A result and how it depends on what was watched. */
  record Result<T extends @Nullable Object>(T value, List<@Nullable Tensor> gradients) {}

  /** Runs {@code work} and takes gradients of its outputs by {@code sources}. */
  static <T extends @Nullable Object> Result<T> of(List<Tensor> sources, Supplier<T> work) {
    try (GradientTape tape = new GradientTape()) {
      sources.forEach(tape::watch);
      T value = work.get();
      List<Tensor> outputs = new ArrayList<>();
      collect(value, outputs);
      Tensor total = null;
      for (Tensor output : outputs) {
        Tensor weighted = output.mul(weights(output)).sum();
        total = total == null ? weighted : total.add(weighted);
      }
      List<@Nullable Tensor> gradients = new ArrayList<>();
      if (total != null) {
        gradients.addAll(tape.gradient(total, sources));
      }
      return new Result<>(value, gradients);
    }
  }

  /** The same, but with {@code u = 1} for a single number, as of losses. */
  static Result<Tensor> ofLoss(List<Tensor> sources, Supplier<Tensor> work) {
    try (GradientTape tape = new GradientTape()) {
      sources.forEach(tape::watch);
      Tensor value = work.get();
      Tensor target = value.rank() == 0 ? value : value.mul(weights(value)).sum();
      return new Result<>(value, tape.gradient(target, sources));
    }
  }

  private static void collect(@Nullable Object value, List<Tensor> into) {
    if (value instanceof Tensor t && t.dtype().isFloating()) {
      into.add(t);
    } else if (value instanceof Iterable<?> list) {
      list.forEach(item -> collect(item, into));
    }
  }

  /** The factors u for a tensor of this shape. */
  static Tensor weights(Tensor output) {
    Shape shape = output.shape();
    double[] u = new double[(int) shape.size()];
    for (int i = 0; i < u.length; i++) {
      u[i] = (7L * i % 11 - 5) / 5.0;
    }
    return Tensor.of(u, shape).cast(output.dtype());
  }

  /** Compares a list of gradients; none is the same as zeros. */
  static void same(
      String what, JsonNode expected, List<@Nullable Tensor> actual, Tolerance tolerance) {
    if (expected.size() != actual.size()) {
      throw new Mismatch("%s: expected %d, got %d".formatted(what, expected.size(), actual.size()));
    }
    for (int i = 0; i < actual.size(); i++) {
      one("%s %d".formatted(what, i), expected.get(i), actual.get(i), tolerance);
    }
  }

  /** Compares one gradient. */
  static void one(String what, JsonNode expected, @Nullable Tensor actual, Tolerance tolerance) {
    if (expected.isNull() || actual == null) {
      if (!isZero(expected, actual)) {
        Expectation.same(what, expected, actual, tolerance);
      }
      return;
    }
    // Keras may have cast an input before it was watched; the gradient has the dtype of that.
    DType recorded = Values.isTensor(expected) ? Values.tensor(expected).dtype() : actual.dtype();
    Expectation.same(what, expected, actual.cast(recorded), tolerance);
  }

  private static boolean isZero(JsonNode expected, @Nullable Tensor actual) {
    if (!expected.isNull()) {
      return expected.path("data").valueStream().allMatch(v -> Values.number(v) == 0);
    }
    if (actual == null) {
      return true;
    }
    for (double v : actual.cast(DType.FLOAT64).toDoubleArray()) {
      if (v != 0) {
        return false;
      }
    }
    return true;
  }
}

package keratin.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the kinds of cases about a function share: arguments, result, gradients, errors. */
final class FunctionCall {
  private FunctionCall() {}

  /** The function under test. */
  @FunctionalInterface
  interface Function {
    @Nullable Object apply(List<@Nullable Object> arguments) throws Exception;
  }

  /**
   * Calls the function with the case's arguments and compares.
   *
   * @param gradients the field that holds gradients by the float arguments
   */
  static void run(Case recorded, String gradients, Function function) throws Exception {
    run(recorded, gradients, Tolerance.USUAL, function);
  }

  /** The same with another tolerance. */
  static void run(Case recorded, String gradients, Tolerance usual, Function function)
      throws Exception {
    List<@Nullable Object> arguments = Values.list(recorded.get("args"));
    Tolerance tolerance = usual.of(recorded);
    if (recorded.has("raises")) {
      raises(recorded.get("raises"), () -> function.apply(arguments));
      return;
    }
    if (!recorded.has(gradients)) {
      Expectation.same("value", recorded.get("expected"), function.apply(arguments), tolerance);
      return;
    }
    Gradients.Result<@Nullable Object> result =
        Gradients.of(tensors(arguments), unchecked(() -> function.apply(arguments)));
    Expectation.same("value", recorded.get("expected"), result.value(), tolerance);
    Gradients.same("gradient", recorded.get(gradients), result.gradients(), tolerance);
  }

  /** The float tensors among arguments, also those in lists. */
  static List<Tensor> tensors(Iterable<?> arguments) {
    List<Tensor> found = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Tensor t && t.dtype().isFloating()) {
        found.add(t);
      } else if (argument instanceof List<?> list) {
        found.addAll(tensors(list));
      }
    }
    return found;
  }

  private static void raises(JsonNode expected, Callable<?> work) {
    Object value;
    try {
      value = work.call();
    } catch (Unknown e) {
      throw e;
    } catch (Exception e) {
      return;
    }
    throw new Mismatch("expected the error %s, got %s".formatted(expected, value));
  }

  /** The same work as a supplier; its checked exceptions pass through. */
  static <T extends @Nullable Object> Supplier<T> unchecked(Callable<T> work) {
    return () -> {
      try {
        return work.call();
      } catch (Exception e) {
        throw FunctionCall.<RuntimeException>sneak(e);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> E sneak(Exception e) throws E {
    throw (E) e;
  }
}

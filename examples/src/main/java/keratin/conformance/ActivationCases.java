package keratin.conformance;

import java.util.List;
import java.util.Map;
import keratin.activations.Activations;
import keratin.autograd.GradientTape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** {@code keras.activations}: values, gradients, and gradients of gradients. */
final class ActivationCases implements Handler {
  private final JavaCall call = new JavaCall(Activations.class);

  @Override
  public void run(Case recorded) throws Exception {
    String name = recorded.get("function").asString();
    Map<String, @Nullable Object> keywords = Values.map(recorded.get("kwargs"));
    FunctionCall.run(recorded, "expected_grads_args", a -> apply(name, a, keywords));
    if (recorded.has("expected_grad_of_sum_of_grad")) {
      second(recorded, a -> apply(name, a, keywords));
    }
  }

  private @Nullable Object apply(
      String name, List<@Nullable Object> arguments, Map<String, @Nullable Object> keywords)
      throws Exception {
    try {
      return call.call("keras.activations", name, arguments, keywords);
    } catch (Unknown e) {
      // A second name of a function is known to the registry only.
      if (keywords.isEmpty()
          && Activations.names().contains(name)
          && arguments.getFirst() instanceof Tensor x) {
        return Activations.get(name).call(x);
      }
      throw e;
    }
  }

  private static void second(Case recorded, FunctionCall.Function function) {
    List<@Nullable Object> arguments = Values.list(recorded.get("args"));
    Tensor x = FunctionCall.tensors(arguments).getFirst();
    try (GradientTape outer = new GradientTape()) {
      outer.watch(x);
      Tensor first =
          Gradients.of(List.of(x), FunctionCall.unchecked(() -> function.apply(arguments)))
              .gradients()
              .getFirst();
      Gradients.one(
          "second gradient",
          recorded.get("expected_grad_of_sum_of_grad"),
          first == null ? null : outer.gradient(first.sum(), x),
          Tolerance.USUAL.of(recorded));
    }
  }
}

package keratin.conformance;

import java.util.ArrayList;
import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Basic indices, as texts: reading with gradients, and replacing parts of variables. */
final class IndexCases {
  private IndexCases() {}

  static void read(Case recorded) {
    Shape shape = Values.shape(recorded.get("shape"));
    float[] numbers = new float[(int) shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    Tensor x = Tensor.of(numbers, shape);
    String index = text(recorded.get("index"));
    Gradients.Result<Tensor> result = Gradients.of(List.of(x), () -> x.get(index));
    Expectation.same("value", recorded.get("expected"), result.value(), Tolerance.EXACT);
    Gradients.one(
        "gradient", recorded.get("expected_grad"), result.gradients().getFirst(), Tolerance.USUAL);
  }

  static void assign(Case recorded) {
    Variable v =
        new Variable(Tensor.full(DType.FLOAT32, 0, Values.shape(recorded.get("shape")).dims()));
    String index = text(recorded.get("index"));
    Tensor part = Tensor.full(DType.FLOAT32, recorded.get("value").asDouble());
    v.assign(index, part.broadcastTo(v.get(index).shape()));
    Expectation.same("value", recorded.get("expected"), v, Tolerance.EXACT);
  }

  /** {@code 0, ..., ::-1, newaxis}. */
  private static String text(JsonNode index) {
    List<String> parts = new ArrayList<>();
    for (Object part : Values.list(index)) {
      parts.add(
          switch (part) {
            case Values.Slice(Integer from, Integer to, Integer step) ->
                "%s:%s:%s".formatted(orNothing(from), orNothing(to), orNothing(step));
            case Values.Ellipsis e -> "...";
            case null -> "newaxis";
            default -> part.toString();
          });
    }
    return String.join(", ", parts);
  }

  private static String orNothing(@Nullable Integer bound) {
    return bound == null ? "" : bound.toString();
  }
}

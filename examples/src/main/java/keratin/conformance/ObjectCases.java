package keratin.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.constraints.Constraints;
import keratin.initializers.Initializers;
import keratin.regularizers.Regularizers;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Objects with one call: regularizers, constraints, initializers. */
final class ObjectCases {
  private ObjectCases() {}

  /** {@code {"class_name", "config"}}, as the registries take it. */
  static Map<String, @Nullable Object> named(Case recorded, Map<String, @Nullable Object> config) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("class_name", recorded.get("class").asString());
    object.put("config", config);
    return object;
  }

  private static Map<String, @Nullable Object> named(Case recorded) {
    return named(recorded, Values.config(recorded.get("config")));
  }

  private static Tensor argument(Case recorded) {
    return Values.tensor(recorded.get("args").path(0));
  }

  static void regularizer(Case recorded) {
    Tensor penalty = Regularizers.get(named(recorded)).call(argument(recorded));
    Expectation.same("penalty", recorded.get("expected"), penalty, Tolerance.USUAL.of(recorded));
  }

  static void constraint(Case recorded) {
    Tensor weight = Constraints.get(named(recorded)).call(argument(recorded));
    Expectation.same("weight", recorded.get("expected"), weight, Tolerance.USUAL.of(recorded));
  }

  static void initializer(Case recorded) {
    JsonNode keywords = recorded.get("kwargs");
    List<@Nullable Object> arguments = Values.list(recorded.get("args"));
    JsonNode dims = arguments.isEmpty() ? keywords.path("shape") : recorded.get("args").get(0);
    Shape shape = Values.shape(dims);
    DType dtype = DType.of(keywords.path("dtype").asString("float32"));
    Tensor value = Initializers.get(named(recorded)).call(shape, dtype);
    Expectation.same("value", recorded.get("expected"), value, Tolerance.USUAL.of(recorded));
  }
}

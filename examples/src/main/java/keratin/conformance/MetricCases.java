package keratin.conformance;

import java.util.Arrays;
import java.util.Map;
import keratin.losses.Losses;
import keratin.metrics.Mean;
import keratin.metrics.Metric;
import keratin.metrics.Metrics;
import keratin.metrics.Sum;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Metrics: batches taken in, then the result and the state. */
final class MetricCases {
  private static final JavaCall CALL = new JavaCall(Metrics.class);

  /** Python has the losses' functions among the metrics' once more. */
  private static final JavaCall LOSSES = new JavaCall(Losses.class);

  private MetricCases() {}

  /** An object of {@code keras.metrics}. */
  static void metric(Case recorded) {
    Map<String, @Nullable Object> config = Values.config(recorded.get("config"));
    config.putAll(Values.config(recorded.get("ctor")));
    Metric metric = Metrics.get(ObjectCases.named(recorded, config));
    for (JsonNode update : recorded.get("updates")) {
      Tensor weight = tensor(update.path("sample_weight"));
      if (update.has("values")) {
        values(metric, required(update.get("values")), weight);
      } else {
        metric.updateState(required(update.get("y_true")), required(update.get("y_pred")), weight);
      }
    }
    Tolerance tolerance = Tolerance.USUAL.of(recorded);
    Expectation.same("result", recorded.get("expected_result"), metric.result(), tolerance);
    Expectation.same("state", recorded.get("state"), metric.variables(), tolerance);
  }

  private static void values(Metric metric, Tensor values, @Nullable Tensor weight) {
    if (weight != null) {
      metric.updateState(values, weight);
    } else if (metric instanceof Mean mean) {
      mean.updateState(values);
    } else if (metric instanceof Sum sum) {
      sum.updateState(values);
    } else {
      throw new Unknown("metric of plain values " + metric.className());
    }
  }

  private static Tensor required(JsonNode node) {
    Tensor tensor = tensor(node);
    if (tensor == null) {
      throw new Unknown("value " + node);
    }
    return tensor;
  }

  private static @Nullable Tensor tensor(JsonNode node) {
    Object value = Values.of(node);
    Conversion converted = value == null ? null : Conversion.tensor(value);
    return converted == null ? null : (Tensor) converted.value();
  }

  /** A function of {@code keras.metrics}. */
  static void function(Case recorded) throws Exception {
    String name = JavaCall.camelCase(recorded.get("function").asString());
    boolean own =
        Arrays.stream(Metrics.class.getMethods()).anyMatch(m -> m.getName().equalsIgnoreCase(name));
    JavaCall room = own ? CALL : LOSSES;
    FunctionCall.run(
        recorded,
        "expected_grads_args",
        arguments ->
            room.call(
                "keras.metrics",
                recorded.get("function").asString(),
                arguments,
                Values.map(recorded.get("kwargs"))));
  }
}

package keratin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import keratin.recorded.CaseValues;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Metrics and what they keep, after several batches, as recorded on Keras. */
class MetricCasesTest {
  private static final double RELATIVE = 1e-5;
  private static final double ABSOLUTE = 1e-6;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Golden.cases(MetricCasesTest.class, "metrics.json.gz").stream()
        .map(
            c -> {
              String what = (c.has("class") ? c.get("class") : c.get("function")).asString();
              return DynamicTest.dynamicTest(c.get("id").asString() + " " + what, () -> run(c));
            });
  }

  private static void run(JsonNode c) {
    if (c.has("function")) {
      assertThat(c.get("function").asString()).isEqualTo("pearson_correlation");
      Tensor value =
          Metrics.pearsonCorrelation(
              CaseValues.tensor(c.get("args").get(0)), CaseValues.tensor(c.get("args").get(1)));
      CaseValues.check("value", value, c.get("expected"), RELATIVE, ABSOLUTE);
      return;
    }
    Map<String, @Nullable Object> config = CaseValues.map(c.get("config"));
    Metric metric = Metrics.get(Map.of("class_name", c.get("class").asString(), "config", config));
    c.get("updates").forEach(u -> update(metric, u));
    Tensor result = metric.result();
    JsonNode expected = c.get("expected_result");
    assertThat(result.dtype().toString()).isEqualTo(expected.get("dtype").asString());
    CaseValues.check("result", result, expected, RELATIVE, ABSOLUTE);
    if (result.rank() == 0) {
      assertThat((float) metric.value()).isEqualTo(result.floatValue());
    }
    state(metric.variables(), c.get("state"));
    assertThat(metric.getConfig().keySet()).containsAll(config.keySet());
    metric.resetState();
    for (Variable variable : metric.variables()) {
      assertThat(variable.toDoubleArray()).containsOnly(0);
    }
  }

  private static void update(Metric metric, JsonNode update) {
    Tensor weight = CaseValues.tensor(update.get("sample_weight"));
    if (update.has("values")) {
      Tensor values = Objects.requireNonNull(CaseValues.tensor(update.get("values")));
      switch (metric) {
        case Mean mean when weight == null -> mean.updateState(values);
        case Sum sum when weight == null -> sum.updateState(values);
        default -> metric.updateState(values, weight);
      }
    } else {
      metric.updateState(
          CaseValues.tensor(update.get("y_true")), CaseValues.tensor(update.get("y_pred")), weight);
    }
  }

  private static void state(List<Variable> variables, JsonNode expected) {
    assertThat(variables).hasSize(expected.size());
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      JsonNode wanted = expected.get(i);
      assertThat(variable.name()).isEqualTo(wanted.get("name").asString());
      assertThat(variable.dtype().toString()).isEqualTo(wanted.get("dtype").asString());
      CaseValues.check(variable.name(), variable, wanted, RELATIVE, ABSOLUTE);
    }
  }
}

package keratin.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.recorded.CaseValues;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Optimizers step by step, with all they keep, as recorded on Keras. */
class OptimizerCasesTest {
  private static final double RELATIVE = 1e-5;
  private static final double ABSOLUTE = 1e-6;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Golden.cases(OptimizerCasesTest.class, "optimizers.json.gz").stream()
        .map(
            c -> {
              String title = c.get("id").asString() + " " + c.get("class").asString();
              return DynamicTest.dynamicTest(title, () -> run(c));
            });
  }

  private static void run(JsonNode c) {
    Map<String, @Nullable Object> config = CaseValues.map(c.get("config"));
    Optimizer optimizer =
        Optimizers.get(Map.of("class_name", c.get("class").asString(), "config", config));
    List<Variable> variables = new ArrayList<>();
    for (JsonNode initial : c.get("initial_variables")) {
      variables.add(new Variable(Golden.tensor(initial), "variable", true));
    }
    if (c.hasNonNull("exclude_from_weight_decay")) {
      optimizer.excludeFromWeightDecay(
          c.get("exclude_from_weight_decay")
              .valueStream()
              .map(i -> variables.get(i.asInt()))
              .toList());
    }
    int number = 0;
    for (JsonNode step : c.get("steps")) {
      List<@Nullable Tensor> gradients = new ArrayList<>();
      step.get("grads").forEach(g -> gradients.add(CaseValues.tensor(g)));
      optimizer.apply(gradients, variables);
      String where = "step " + number++ + ": ";
      check(where + "variable", variables, step.get("variables_after"));
      if (step.has("iterations")) {
        assertThat(optimizer.iterations()).isEqualTo(step.get("iterations").asLong());
      }
      if (step.hasNonNull("optimizer_state_after")) {
        check(where + "state", optimizer.variables(), step.get("optimizer_state_after"));
      }
    }
    if (c.has("variables_after_finalize")) {
      optimizer.finalizeVariableValues();
      check("final variable", variables, c.get("variables_after_finalize"));
    }
    optimizer.getConfig().forEach((key, value) -> checkOption(key, value, config));
  }

  private static void checkOption(
      String key, @Nullable Object value, Map<String, @Nullable Object> config) {
    if (!config.containsKey(key)) {
      return;
    }
    if (value instanceof Number number && config.get(key) instanceof Number expected) {
      assertThat(number.doubleValue()).as(key).isEqualTo(expected.doubleValue());
    } else {
      assertThat(value).as(key).isEqualTo(config.get(key));
    }
  }

  private static void check(String what, List<Variable> variables, JsonNode expected) {
    assertThat(variables).as(what).hasSize(expected.size());
    for (int i = 0; i < variables.size(); i++) {
      JsonNode value = expected.get(i);
      assertThat(variables.get(i).dtype().toString())
          .as("dtype of %s %d", what, i)
          .isEqualTo(value.get("dtype").asString());
      CaseValues.check(what + " " + i, variables.get(i), value, RELATIVE, ABSOLUTE);
    }
  }
}

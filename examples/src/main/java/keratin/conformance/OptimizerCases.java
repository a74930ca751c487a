package keratin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.optimizers.Optimizer;
import keratin.optimizers.Optimizers;
import keratin.optimizers.schedules.LearningRateSchedule;
import keratin.optimizers.schedules.Schedules;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Optimizers step by step, with their state; learning rates by step. */
final class OptimizerCases {
  private OptimizerCases() {}

  static void optimizer(Case recorded) {
    Map<String, @Nullable Object> config =
        new LinkedHashMap<>(Values.config(recorded.get("config")));
    config.putIfAbsent("name", null);
    Optimizer optimizer = Optimizers.get(ObjectCases.named(recorded, config));
    List<Variable> weights = new ArrayList<>();
    for (Tensor value : Values.tensors(recorded.get("initial_variables"))) {
      weights.add(new Variable(value));
    }
    if (recorded.has("exclude_from_weight_decay")) {
      List<Variable> excluded = new ArrayList<>();
      recorded.get("exclude_from_weight_decay").forEach(i -> excluded.add(weights.get(i.asInt())));
      optimizer.excludeFromWeightDecay(excluded);
    }
    Tolerance tolerance = Tolerance.USUAL.of(recorded);
    int count = 0;
    for (JsonNode step : recorded.get("steps")) {
      count++;
      if (step.has("variables_before")) {
        List<Tensor> before = Values.tensors(step.get("variables_before"));
        for (int i = 0; i < before.size(); i++) {
          weights.get(i).assign(before.get(i));
        }
      }
      optimizer.apply(gradients(step.get("grads")), weights);
      String when = "after step " + count;
      Expectation.same("variables " + when, step.get("variables_after"), weights, tolerance);
      if (step.has("iterations")) {
        Expectation.same(
            "iterations " + when, step.get("iterations"), optimizer.iterations(), Tolerance.EXACT);
      }
      if (step.has("optimizer_state_after")) {
        Expectation.same(
            "state " + when, step.get("optimizer_state_after"), optimizer.variables(), tolerance);
      }
    }
    if (recorded.has("variables_after_finalize")) {
      optimizer.finalizeVariableValues();
      Expectation.same(
          "variables at the end", recorded.get("variables_after_finalize"), weights, tolerance);
    }
  }

  private static List<@Nullable Tensor> gradients(JsonNode recorded) {
    List<@Nullable Tensor> gradients = new ArrayList<>();
    for (JsonNode gradient : recorded) {
      gradients.add(gradient.isNull() ? null : Values.tensor(gradient));
    }
    return gradients;
  }

  static void schedule(Case recorded) {
    LearningRateSchedule schedule =
        Schedules.get(ObjectCases.named(recorded, Values.config(recorded.get("config"))));
    Tolerance tolerance = Tolerance.USUAL.of(recorded);
    if (recorded.has("steps")) {
      List<Double> rates = new ArrayList<>();
      recorded.get("steps").forEach(step -> rates.add(schedule.of(step.asLong())));
      Expectation.same("rates", recorded.get("expected"), rates, tolerance);
      return;
    }
    Object step = Values.of(recorded.get("args").path(0));
    long at =
        step instanceof Tensor t ? (long) t.doubleValue() : recorded.get("args").path(0).asLong();
    Expectation.same("rate", recorded.get("expected"), schedule.of(at), tolerance);
  }
}

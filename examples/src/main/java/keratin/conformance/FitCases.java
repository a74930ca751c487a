package keratin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.callbacks.History;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.core.Input;
import keratin.models.Sequential;
import keratin.optimizers.Optimizers;
import keratin.tensor.Tensor;
import keratin.training.Compile;
import keratin.training.Evaluate;
import keratin.training.Fit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whole training runs of small models: history, weights at the end, evaluation. */
final class FitCases implements Handler {
  @Override
  public void run(Case recorded) {
    Tensor x = Values.tensor(recorded.get("x"));
    Tensor y = Values.tensor(recorded.get("y"));
    List<Layer> layers = new ArrayList<>();
    layers.add(new Input(x.shape().slice(1, x.rank()).dims()));
    for (JsonNode layer : recorded.get("model").path("layers")) {
      layers.add(layer(layer));
    }
    Sequential model = new Sequential(layers);
    model.setWeights(Values.tensors(recorded.get("initial_weights")));
    model.compile(compile(recorded.get("compile")));

    History history = model.fit(x, y, fit(recorded.get("fit")));
    same("history", recorded.get("expected_history"), history.history());
    Expectation.same("epochs", recorded.get("expected_epochs"), history.epoch(), Tolerance.EXACT);
    Expectation.same("weights", recorded.get("expected_weights"), model.weights(), Tolerance.WIDE);
    same(
        "evaluate",
        recorded.get("expected_evaluate_batch4"),
        model.evaluate(x, y, new Evaluate().batchSize(4).verbose(0)));
  }

  private static void same(String what, JsonNode expected, Map<String, ?> actual) {
    Expectation.same(what, expected, actual, Tolerance.WIDE);
  }

  /** {@code ["Dense", 4, "tanh", {"kernel_l2": 0.1}]}. */
  private static Layer layer(JsonNode recorded) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    if (recorded.get(0).asString().equals("Dense")) {
      config.put("units", recorded.get(1).asInt());
      config.put("activation", Values.of(recorded.path(2)));
      double l2 = recorded.path(3).path("kernel_l2").asDouble(0);
      if (l2 > 0) {
        config.put("kernel_regularizer", Map.of("class_name", "L2", "config", Map.of("l2", l2)));
      }
    }
    return Layers.get(Map.of("class_name", recorded.get(0).asString(), "config", config));
  }

  private static Compile compile(JsonNode recorded) {
    JsonNode optimizer = recorded.get("optimizer");
    Object made =
        Optimizers.get(
            Map.of(
                "class_name",
                optimizer.get("class").asString(),
                "config",
                Values.config(optimizer.path("kw"))));
    Compile compile =
        new Compile(made, recorded.get("loss").asString())
            .metrics(recorded.path("metrics").valueStream().map(JsonNode::asString).toArray());
    if (recorded.path("weighted_metrics").isArray()) {
      compile =
          compile.weightedMetrics(
              recorded.get("weighted_metrics").valueStream().map(JsonNode::asString).toArray());
    }
    JsonNode weight = recorded.path("loss_weights");
    return weight.isMissingNode() || weight.isNull()
        ? compile
        : compile.lossWeights(weight.isArray() ? weight.get(0).asDouble() : weight.asDouble());
  }

  private static Fit fit(JsonNode recorded) {
    Fit fit = new Fit().verbose(0);
    for (Map.Entry<String, JsonNode> argument : recorded.properties()) {
      JsonNode value = argument.getValue();
      fit =
          switch (argument.getKey()) {
            case "epochs" -> fit.epochs(value.asInt());
            case "batch_size" -> fit.batchSize(value.asInt());
            case "shuffle" -> fit.shuffle(value.asBoolean());
            case "validation_split" -> fit.validationSplit(value.asDouble());
            case "initial_epoch" -> fit.initialEpoch(value.asInt());
            case "steps_per_epoch" -> fit.stepsPerEpoch(value.asInt());
            case "sample_weight" -> fit.sampleWeight(Values.tensor(value));
            case "validation_data" -> validation(fit, Values.tensors(value));
            case "validation_freq" ->
                value.isArray()
                    ? fit.validationFreq(value.valueStream().map(JsonNode::asInt).toList())
                    : fit.validationFreq(value.asInt());
            case "validation_steps" -> fit.validationSteps(value.asInt());
            case "validation_batch_size" -> fit.validationBatchSize(value.asInt());
            case "verbose" -> fit;
            case "class_weight" -> fit.classWeight(classWeights(value));
            default -> throw new Unknown("argument of fit " + argument.getKey());
          };
    }
    return fit;
  }

  private static Fit validation(Fit fit, List<Tensor> data) {
    return data.size() > 2
        ? fit.validationData(data.get(0), data.get(1), data.get(2))
        : fit.validationData(data.get(0), data.get(1));
  }

  private static Map<Integer, Double> classWeights(JsonNode recorded) {
    Map<Integer, Double> weights = new LinkedHashMap<>();
    recorded.forEachEntry(
        (label, weight) -> weights.put(Integer.valueOf(label), weight.asDouble()));
    return weights;
  }
}

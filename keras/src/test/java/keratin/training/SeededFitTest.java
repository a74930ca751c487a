package keratin.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.callbacks.History;
import keratin.config.Names;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.core.Input;
import keratin.losses.Losses;
import keratin.models.Sequential;
import keratin.ops.Ops;
import keratin.optimizers.Optimizers;
import keratin.random.RandomOps;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same seed gives the same training run as Python: models built after {@code setRandomSeed(42)}
 * and trained without shuffling, against recordings of Keras on TensorFlow.
 */
@Tag("E3")
final class SeededFitTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static Stream<JsonNode> cases() {
    return Golden.cases(SeededFitTest.class, "/keratin/golden/fit_seeded.json.gz").stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsAsPythonDoes(JsonNode recorded) {
    String id = recorded.get("id").asString();
    Names.clear();
    RandomOps.setRandomSeed(recorded.get("seed").asLong());
    Sequential model = model(recorded);
    JsonNode compile = recorded.get("compile");
    List<Object> metrics = new ArrayList<>();
    compile.get("metrics").valueStream().forEach(m -> metrics.add(m.asString()));
    model.compile(
        new Compile(
                Optimizers.get(config(compile.get("optimizer"))),
                Losses.get(config(compile.get("loss"))))
            .metrics(metrics.toArray()));
    if (recorded.has("initial_weights") && model.isBuilt()) {
      checkWeights(id + ": initial weights", model, recorded.get("initial_weights"), 1e-6);
    }

    Data data = data(recorded, recorded.get("rows").asInt());
    History history = model.fit(data.x, data.y, options(recorded));

    Map<String, List<Double>> expected = new HashMap<>();
    recorded
        .get("history")
        .propertyStream()
        .forEach(
            e -> expected.put(e.getKey(), e.getValue().valueStream().map(Golden::number).toList()));
    assertThat(history.history().keySet()).as(id).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) -> {
          for (int i = 0; i < values.size(); i++) {
            assertThat(history.get(name).get(i))
                .as("%s: %s of epoch %d", id, name, i + 1)
                .isCloseTo(values.get(i), within(1e-4));
          }
        });
    if (recorded.has("weights")) {
      checkWeights(id + ": weights", model, recorded.get("weights"), 2e-4);
    }
    Map<String, Double> evaluated =
        model.evaluate(data.x, data.y, new Evaluate().batchSize(batchSize(recorded)).verbose(0));
    recorded
        .get("evaluate")
        .propertyStream()
        .forEach(
            e ->
                assertThat(evaluated.get(e.getKey()))
                    .as("%s: evaluated %s", id, e.getKey())
                    .isCloseTo(Golden.number(e.getValue()), within(1e-4)));
  }

  private static void checkWeights(
      String what, Sequential model, JsonNode recorded, double tolerance) {
    List<Variable> weights = model.weights();
    List<JsonNode> expected = recorded.valueStream().toList();
    assertThat(weights).as(what).hasSize(expected.size());
    for (int i = 0; i < weights.size(); i++) {
      float[] actual = weights.get(i).toFloatArray();
      float[] wanted = Golden.tensor(expected.get(i)).toFloatArray();
      assertThat(actual).as(what).hasSameSizeAs(wanted);
      for (int j = 0; j < wanted.length; j++) {
        assertThat(actual[j])
            .as("%s, %s[%d]", what, weights.get(i).name(), j)
            .isCloseTo(wanted[j], within((float) tolerance));
      }
    }
  }

  private static Sequential model(JsonNode recorded) {
    List<Layer> layers = new ArrayList<>();
    if (recorded.hasNonNull("input_shape")) {
      layers.add(
          new Input(recorded.get("input_shape").valueStream().mapToInt(JsonNode::asInt).toArray()));
    }
    for (JsonNode layer : recorded.get("layers")) {
      layers.add(Layers.get(config(layer)));
    }
    return new Sequential(layers);
  }

  /** {@code ["Dense", {…}]} as a config. */
  private static Map<String, Object> config(JsonNode pair) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("class_name", pair.get(0).asString());
    config.put("config", MAPPER.treeToValue(pair.get(1), Map.class));
    return config;
  }

  private static int batchSize(JsonNode recorded) {
    return recorded.get("fit").has("batch_size")
        ? recorded.get("fit").get("batch_size").asInt()
        : 32;
  }

  private static Fit options(JsonNode recorded) {
    JsonNode fit = recorded.get("fit");
    Fit options =
        new Fit()
            .epochs(fit.get("epochs").asInt())
            .shuffle(false)
            .verbose(0)
            .batchSize(batchSize(recorded));
    if (fit.has("validation_split")) {
      options = options.validationSplit(fit.get("validation_split").asDouble());
    }
    if (fit.has("steps_per_epoch")) {
      options = options.stepsPerEpoch(fit.get("steps_per_epoch").asInt());
    }
    if (fit.has("validation_freq")) {
      options = options.validationFreq(fit.get("validation_freq").asInt());
    }
    if (fit.has("class_weight")) {
      Map<Integer, Double> weights = new HashMap<>();
      fit.get("class_weight")
          .propertyStream()
          .forEach(e -> weights.put(Integer.valueOf(e.getKey()), e.getValue().asDouble()));
      options = options.classWeight(weights);
    }
    if (fit.path("sample_weights").asBoolean(false)) {
      int rows = recorded.get("rows").asInt();
      float[] weights = new float[rows];
      for (int row = 0; row < rows; row++) {
        weights[row] = (float) (h(row, 31) / 1000.0 + 0.5);
      }
      options = options.sampleWeight(Tensor.of(weights, Shape.of(rows)));
    }
    if (fit.has("validation_rows")) {
      Data held = data(recorded, fit.get("validation_rows").asInt());
      options = options.validationData(held.x, held.y);
    }
    return options;
  }

  private record Data(Tensor x, Tensor y) {}

  private static long h(long i, long factor) {
    return i * factor % 1000;
  }

  /** The data of the recording, made from whole numbers by its formula. */
  private static Data data(JsonNode recorded, int rows) {
    int width = recorded.get("width").asInt();
    int classes = recorded.get("classes").asInt();
    float[] x = new float[rows * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (h(i, 7919) / 1000.0);
    }
    String kind = recorded.get("y").asString();
    int[] labels = new int[rows];
    float[] real = new float[rows];
    for (int row = 0; row < rows; row++) {
      long first = h((long) row * width, 7919);
      labels[row] = (int) (first * classes / 1000);
      real[row] = (float) (first / 1000.0 - h((long) row * width + 1, 7919) / 2000.0 + 0.25);
    }
    Tensor sparse = Tensor.of(labels, Shape.of(rows));
    Tensor y =
        switch (kind) {
          case "sparse" -> sparse;
          case "one_hot" -> Ops.oneHot(sparse, classes);
          case "binary" -> sparse.cast(DType.FLOAT32).reshape(rows, 1);
          default -> Tensor.of(real, Shape.of(rows, 1));
        };
    return new Data(Tensor.of(x, Shape.of(rows, width)), y);
  }
}

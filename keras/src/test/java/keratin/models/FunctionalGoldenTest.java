package keratin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import keratin.config.Names;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.memory.Memory;
import keratin.summary.LayerRow;
import keratin.summary.ModelSummary;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import keratin.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Models of many forms: Keras' configs are read, and give Keras' order, summary and outputs. */
class FunctionalGoldenTest {
  /** What a model was compiled with is not asked for, and the training flag is not of the model. */
  private static final Set<Object> ABSENT = Set.of("compile_config", "training");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @TestFactory
  Stream<DynamicTest> isWhatKerasHas() {
    return Stream.of("functional", "operations")
        .flatMap(
            file ->
                Golden.cases(
                    FunctionalGoldenTest.class, "/keratin/golden/%s.json.gz".formatted(file))
                    .stream())
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.get("id").asString(), () -> Memory.tidy(() -> check(golden))));
  }

  private static void check(JsonNode golden) {
    Names.clear();
    Map<String, Object> config = Facts.config(golden.get("config"));
    Model model = (Model) Layers.get(config);
    assertEquals(
        strings(golden.get("layers")), model.layers().stream().map(Layer::name).toList(), "layers");
    assertEquals(
        strings(golden.get("operations")),
        model.summaryRows().stream().map(LayerRow::name).toList(),
        "operations");
    assertThat(ModelSummary.of(model).columns(golden.get("columns").asInt()).toString())
        .isEqualTo(golden.get("summary").asString());
    assertEquals(strings(golden.get("output_names")), model.outputNames(), "outputs");
    checkOutputs(golden, model);
    assertEquals(
        lines(plain(config)), lines(plain(Facts.throughJson(Layers.config(model)))), "config");
    Model copy = Models.cloneModel(model);
    copy.setWeights(model.getWeights());
    checkOutputs(golden, copy);
  }

  private static void checkOutputs(JsonNode golden, Model model) {
    List<Variable> weights = model.weights();
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).assign(weight(i, weights.get(i).shape()));
    }
    List<Tensor> inputs = new ArrayList<>();
    for (Tensor input : model.inputs()) {
      inputs.add(data(inputs.size(), input));
    }
    List<Tensor> outputs = model.ofAll(inputs.toArray(new Tensor[0]));
    assertEquals(golden.get("outputs").size(), outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      Facts.assertClose(golden.get("outputs").get(i), outputs.get(i), 1e-5, 1e-6);
    }
  }

  private static Tensor weight(int i, Shape shape) {
    float[] values = new float[(int) shape.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) ((7 * k + i) % 11 / 20.0 + 0.05);
    }
    return Tensor.of(values, shape);
  }

  private static Tensor data(int j, Tensor input) {
    Shape shape = input.shape().with(0, 2);
    double[] values = new double[(int) shape.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] =
          input.dtype().isFloating() ? ((5 * k + j) % 13 - 6) / 6.0 : (double) ((5 * k + j) % 4);
    }
    return Tensor.of(values, shape).cast(input.dtype());
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static String lines(Object config) {
    return MAPPER.writeValueAsString(config);
  }

  /** Numbers by value, keys in order, and no keys for nothing. */
  private static Object plain(Object value) {
    return switch (value) {
      case Number n -> n.doubleValue();
      case List<?> list ->
          list.stream().map(item -> item == null ? List.of() : plain(item)).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> kept = new TreeMap<>();
        map.forEach(
            (key, item) -> {
              boolean absent = item == null || ABSENT.contains(key);
              if (!absent) {
                // Constants of NumPy are tensors here.
                kept.put(key, item.equals("__numpy__") ? "__tensor__" : plain(item));
              }
            });
        yield kept;
      }
      default -> value;
    };
  }
}

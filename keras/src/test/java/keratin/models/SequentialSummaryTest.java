package keratin.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Names;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.summary.ModelSummary;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Summaries of models in every state, to the character. */
class SequentialSummaryTest {
  static List<JsonNode> cases() {
    return Golden.cases(SequentialSummaryTest.class, "/keratin/golden/summary.json").stream()
        // Policies of two dtypes do not exist yet.
        .filter(c -> !c.get("layers").toString().contains("mixed_"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsWhatKerasPrints(JsonNode golden) {
    Names.clear();
    String text = Memory.tidy(() -> summary(golden).toString());
    assertThat(text).isEqualTo(golden.get("text").asString());
  }

  private static ModelSummary summary(JsonNode golden) {
    Sequential model = model(golden);
    for (JsonNode index : golden.get("frozen")) {
      model.layer(index.asInt()).trainable(false);
    }
    if (!golden.get("build").isNull()) {
      model.buildFor(shape(golden.get("build")));
    }
    if (!golden.get("call").isNull()) {
      model.of(Tensor.full(DType.FLOAT32, 0, shape(golden.get("call")).dims()));
    }
    if (!golden.get("train").isNull()) {
      model.compile(golden.get("train").asString(), "mse");
      model.trainOnBatch(zeros(shape(golden.get("input_shape"))), zeros(outputShape(model)));
    }
    return configured(ModelSummary.of(model).columns(golden.get("columns").asInt()), golden);
  }

  private static Shape outputShape(Sequential model) {
    Shape shape = model.outputShapes().getLast();
    return shape.slice(1, shape.rank());
  }

  private static Tensor zeros(Shape row) {
    return Tensor.full(DType.FLOAT32, 0, row.prepend(2).dims());
  }

  private static ModelSummary configured(ModelSummary summary, JsonNode golden) {
    for (Map.Entry<String, JsonNode> option : golden.get("options").properties()) {
      JsonNode value = option.getValue();
      switch (option.getKey()) {
        case "line_length" -> summary.lineLength(value.asInt());
        case "positions" ->
            summary.positions(value.valueStream().mapToDouble(JsonNode::asDouble).toArray());
        case "expand_nested" -> summary.expandNested(value.asBoolean());
        case "show_trainable" -> summary.showTrainable(value.asBoolean());
        case "layer_range" -> summary.layerRange(value.get(0).asString(), value.get(1).asString());
        default -> throw new IllegalArgumentException(option.getKey());
      }
    }
    return summary;
  }

  private static Sequential model(JsonNode description) {
    List<Layer> layers = new ArrayList<>();
    JsonNode input = description.path("input_shape");
    if (input.isArray()) {
      Input first = new Input(shape(input).dims());
      JsonNode batch = description.path("batch_size");
      layers.add(batch.isNumber() ? first.batchSize(batch.asInt()) : first);
    }
    for (JsonNode layer : description.get("layers")) {
      layers.add(layer(layer.get(0).asString(), layer.get(1)));
    }
    Sequential model = new Sequential(layers);
    JsonNode name = description.path("name");
    return name.isString() ? model.name(name.asString()) : model;
  }

  private static Layer layer(String className, JsonNode arguments) {
    if (className.equals("Sequential")) {
      return model(arguments);
    }
    Map<String, Object> config = new LinkedHashMap<>();
    arguments.forEachEntry((name, value) -> config.put(name, value(value)));
    return Layers.get(Map.of("class_name", className, "config", config));
  }

  private static Object value(JsonNode node) {
    if (node.isArray()) {
      return node.valueStream().map(SequentialSummaryTest::value).toList();
    }
    return node.isBoolean()
        ? (Object) node.asBoolean()
        : node.isInt()
            ? (Object) node.asInt()
            : node.isNumber() ? node.asDouble() : node.asString();
  }

  private static Shape shape(JsonNode dims) {
    return Shape.of(
        dims.valueStream().mapToInt(d -> d.isNull() ? Shape.UNKNOWN : d.asInt()).toArray());
  }
}

package keratin.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import keratin.layers.CallArguments;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.Mask;
import keratin.layers.core.Dense;
import keratin.layers.pooling.GlobalAveragePooling1D;
import keratin.layers.preprocessing.image.BaseImagePreprocessing;
import keratin.layers.rnn.Cell;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Layers: weights set, called, compared with outputs, masks, weights after, gradients. */
final class LayerCases implements Handler {
  @Override
  public void run(Case recorded) {
    Layer layer = Layers.get(ObjectCases.named(recorded, Values.config(recorded.get("config"))));
    Map<String, @Nullable Object> keywords = Values.map(recorded.get("kwargs"));
    Boolean training = (Boolean) keywords.remove("training");
    Object mask = recorded.has("mask") ? Values.of(recorded.get("mask")) : keywords.remove("mask");
    if (LabeledImageCases.is(recorded, layer)) {
      LabeledImageCases.run(recorded, (BaseImagePreprocessing<?>) layer, training);
      return;
    }
    List<Tensor> given = tensors(recorded, layer, keywords);
    if (layer instanceof GlobalAveragePooling1D && given.size() == 2) {
      // The mask is its second argument in Python.
      mask = given.removeLast();
    }
    List<Tensor> inputs = masked(given, mask);
    CallArguments arguments = arguments(keywords);
    layer.buildFor(inputs.stream().map(x -> anyBatch(x.shape())).toList());
    layer.setWeights(weights(recorded.get("weights"), layer));
    if (isSecondCall(recorded)) {
      called(layer, inputs, arguments, training);
    }
    Tolerance tolerance = Tolerance.USUAL.of(recorded);

    List<Tensor> sources = new ArrayList<>(layer.trainableVariables());
    inputs.stream().filter(x -> x.dtype().isFloating()).forEach(sources::add);
    Gradients.Result<List<Tensor>> result =
        Gradients.of(sources, () -> called(layer, inputs, arguments, training));
    List<Tensor> outputs = result.value();
    Expectation.same(
        "output",
        flat(recorded.get("expected")),
        outputs.size() == 1 ? outputs.getFirst() : outputs,
        tolerance);
    if (recorded.has("compute_output_shape")) {
      Expectation.same(
          "output shape",
          recorded.get("compute_output_shape"),
          shape(layer, inputs, arguments),
          tolerance);
    }
    if (recorded.has("weights_after")) {
      Expectation.same(
          "weights after",
          recorded.get("weights_after"),
          changed(recorded.get("weights_after"), layer),
          tolerance);
    }
    if (recorded.has("expected_mask")) {
      mask(recorded.get("expected_mask"), Mask.of(outputs.getFirst()));
    }
    if (recorded.get("expected_masks").size() == 1) {
      mask(recorded.get("expected_masks").get(0), Mask.of(outputs.getFirst()));
    }
    if (recorded.has("expected_grads")) {
      gradients(recorded.get("expected_grads"), layer, result, Tolerance.WIDE.of(recorded));
    }
  }

  /** Keras' tests of stateful layers assert what the second call on the same batch gives. */
  private static boolean isSecondCall(Case recorded) {
    JsonNode config = recorded.get("config");
    JsonNode own = config.has("stateful") ? config : config.path("layer").path("config");
    return own.path("stateful").asBoolean(false)
        && recorded.get("asserted_in_test").asBoolean(false);
  }

  /** The results of a call; one that says nothing of training leaves that to the layer. */
  private static List<Tensor> called(
      Layer layer, List<Tensor> inputs, CallArguments arguments, @Nullable Boolean training) {
    return training == null
        ? layer.ofAll(inputs, arguments)
        : layer.ofAll(inputs, arguments, training);
  }

  /** The weights that a record says have changed; those that stayed are not in it. */
  private static List<Variable> changed(JsonNode recorded, Layer layer) {
    List<Variable> found = new ArrayList<>();
    for (Variable weight : layer.weights()) {
      if (found.size() < recorded.size()
          && recorded.get(found.size()).path("name").asString("").equals(weight.name())) {
        found.add(weight);
      }
    }
    return found;
  }

  /** The call's tensors; a list of them may be the call's one argument. */
  private static List<Tensor> tensors(
      Case recorded, Layer layer, Map<String, @Nullable Object> keywords) {
    List<@Nullable Object> inputs = Values.list(recorded.get("inputs"));
    if (inputs.isEmpty() && keywords.containsKey("inputs")) {
      inputs = Collections.singletonList(keywords.remove("inputs"));
    }
    if (inputs.size() == 1 && inputs.getFirst() instanceof List<?> list) {
      // A list without tensors is one tensor that was written as Python does.
      inputs = holdsTensors(list) ? new ArrayList<>(list) : List.of(written(list));
    }
    for (String name : List.of("query", "value", "key")) {
      if (keywords.get(name) instanceof Tensor) {
        inputs = new ArrayList<>(inputs);
        inputs.add(keywords.remove(name));
      }
    }
    if (layer instanceof Cell<?>) {
      // A cell's states are its second argument in Python.
      List<@Nullable Object> flat = new ArrayList<>();
      flatten(inputs, flat);
      flatten(keywords.remove("states"), flat);
      inputs = flat;
    }
    List<Tensor> tensors = new ArrayList<>();
    for (Object input : inputs) {
      if (!(input instanceof Tensor x)) {
        throw new Unknown("call of %s with %s".formatted(layer.className(), inputs));
      }
      tensors.add(x);
    }
    return tensors;
  }

  private static boolean holdsTensors(List<?> list) {
    return list.isEmpty() || list.stream().anyMatch(Tensor.class::isInstance);
  }

  private static Object written(List<?> list) {
    Conversion converted = Conversion.tensor(list);
    return converted == null || converted.value() == null ? list : converted.value();
  }

  private static void flatten(@Nullable Object value, List<@Nullable Object> into) {
    if (value instanceof List<?> list) {
      list.forEach(item -> flatten(item, into));
    } else if (value != null) {
      into.add(value);
    }
  }

  /** What a layer gives, where cells nest their states in it: {@code [output, [h, c]]}. */
  private static JsonNode flat(JsonNode expected) {
    if (!expected.isArray() || expected.valueStream().noneMatch(Values::isTensor)) {
      return expected;
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    expected.forEach(item -> (item.isArray() ? flat(item) : List.of(item)).forEach(all::add));
    return all;
  }

  private static CallArguments arguments(Map<String, @Nullable Object> keywords) {
    CallArguments arguments = new CallArguments();
    for (Map.Entry<String, @Nullable Object> keyword : keywords.entrySet()) {
      Object value = keyword.getValue();
      arguments = value == null ? arguments : arguments.with(keyword.getKey(), value);
    }
    return arguments;
  }

  /** The inputs with the masks of a call: one, or one for each. */
  private static List<Tensor> masked(List<Tensor> inputs, @Nullable Object mask) {
    List<Tensor> all = new ArrayList<>(inputs);
    List<?> masks = mask instanceof List<?> list ? list : Collections.singletonList(mask);
    for (int i = 0; i < Math.min(all.size(), masks.size()); i++) {
      if (masks.get(i) instanceof Tensor m) {
        all.set(i, Mask.attach(all.get(i).mul(1), m.cast(DType.BOOL)));
      }
    }
    return all;
  }

  private static Shape anyBatch(Shape shape) {
    return shape.rank() == 0 ? shape : shape.with(0, Shape.UNKNOWN);
  }

  /** Python keeps masks of any dtype, here they are bool. */
  private static void mask(JsonNode expected, @Nullable Tensor actual) {
    Tensor alike =
        actual == null || expected.isNull()
            ? actual
            : actual.cast(DType.of(expected.get("dtype").asString()));
    Expectation.same("mask", expected, alike, Tolerance.EXACT);
  }

  private static Object shape(Layer layer, List<Tensor> inputs, CallArguments arguments) {
    List<Shape> shapes =
        layer
            .ofAll(inputs.stream().map(x -> Tensor.symbol(x.spec())).toList(), arguments, false)
            .stream()
            .map(Tensor::shape)
            .toList();
    return shapes.size() == 1 ? shapes.getFirst() : shapes;
  }

  private static List<Tensor> weights(JsonNode recorded, Layer layer) {
    List<Variable> own = layer.weights();
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < recorded.size(); i++) {
      Tensor value = Values.tensor(recorded.get(i));
      if (i < own.size() && !own.get(i).shape().equals(value.shape())) {
        throw new Mismatch(
            "weight %d: expected %s %s, got %s %s"
                .formatted(
                    i,
                    recorded.get(i).path("path").asString(""),
                    value.shape(),
                    own.get(i).name(),
                    own.get(i).shape()));
      }
      values.add(value);
    }
    return values;
  }

  private static void gradients(
      JsonNode expected, Layer layer, Gradients.Result<List<Tensor>> result, Tolerance tolerance) {
    int learned = layer.trainableVariables().size();
    List<@Nullable Tensor> all = result.gradients();
    if (expected.has("trainable_weights")) {
      Gradients.same(
          "gradient of weight",
          expected.get("trainable_weights"),
          all.subList(0, learned),
          tolerance);
    }
    if (expected.has("inputs") && all.size() > learned) {
      Gradients.same(
          "gradient of input", expected.get("inputs"), all.subList(learned, all.size()), tolerance);
    }
  }

  /** The kernels of two Dense layers built one after the other. */
  static List<Tensor> kernels() {
    Dense first = new Dense(3);
    first.buildFor(Shape.of(Shape.UNKNOWN, 4));
    Dense second = new Dense(2);
    second.buildFor(Shape.of(Shape.UNKNOWN, 3));
    return List.of(first.kernel().value(), second.kernel().value());
  }
}

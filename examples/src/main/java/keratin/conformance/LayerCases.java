package keratin.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.layers.Mask;
import keratin.layers.core.Dense;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Layers: weights set, called, compared with outputs, masks, weights after, gradients. */
final class LayerCases implements Handler {
  @Override
  public void run(Case recorded) {
    Layer layer = Layers.get(ObjectCases.named(recorded, Values.config(recorded.get("config"))));
    Map<String, @Nullable Object> keywords = Values.map(recorded.get("kwargs"));
    List<@Nullable Object> inputs = Values.list(recorded.get("inputs"));
    boolean training = Boolean.TRUE.equals(keywords.remove("training"));
    Object mask = recorded.has("mask") ? Values.of(recorded.get("mask")) : keywords.remove("mask");
    if (!keywords.isEmpty() || inputs.size() != 1 || !(inputs.getFirst() instanceof Tensor x)) {
      throw new Unknown("call of %s with %s %s".formatted(layer.className(), inputs, keywords));
    }
    layer.buildFor(x.rank() == 0 ? x.shape() : x.shape().with(0, Shape.UNKNOWN));
    layer.setWeights(weights(recorded.get("weights"), layer));
    Tensor input = mask instanceof Tensor m ? Mask.attach(x.mul(1), m.cast(DType.BOOL)) : x;
    Tolerance tolerance = Tolerance.USUAL.of(recorded);

    List<Tensor> sources = new ArrayList<>(layer.trainableVariables());
    if (x.dtype().isFloating()) {
      sources.add(input);
    }
    Gradients.Result<Tensor> result = Gradients.of(sources, () -> layer.of(input, training));
    Expectation.same("output", recorded.get("expected"), result.value(), tolerance);
    if (recorded.has("compute_output_shape")) {
      Expectation.same(
          "output shape", recorded.get("compute_output_shape"), shape(layer, x), tolerance);
    }
    if (recorded.has("weights_after")) {
      Expectation.same(
          "weights after",
          recorded.get("weights_after"),
          changed(recorded.get("weights_after"), layer),
          tolerance);
    }
    if (recorded.has("expected_mask")) {
      mask(recorded.get("expected_mask"), Mask.of(result.value()));
    }
    if (recorded.get("expected_masks").size() == 1) {
      mask(recorded.get("expected_masks").get(0), Mask.of(result.value()));
    }
    if (recorded.has("expected_grads")) {
      gradients(recorded.get("expected_grads"), layer, result, Tolerance.WIDE.of(recorded));
    }
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

  /** Python keeps masks of any dtype, here they are bool. */
  private static void mask(JsonNode expected, @Nullable Tensor actual) {
    Tensor alike =
        actual == null || expected.isNull()
            ? actual
            : actual.cast(DType.of(expected.get("dtype").asString()));
    Expectation.same("mask", expected, alike, Tolerance.EXACT);
  }

  private static Shape shape(Layer layer, Tensor x) {
    return layer.of(Tensor.symbol(new Spec(x.dtype(), x.shape()))).shape();
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
      JsonNode expected, Layer layer, Gradients.Result<Tensor> result, Tolerance tolerance) {
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

package keratin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.data.Parts;
import keratin.ops.Ragged;
import keratin.random.GlobalRandom;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Pipelines of {@code tf.data}, written as {@code range(10).batch(3)}. */
final class DataCases implements Handler {
  private static final Pattern SEED = Pattern.compile("tf\\.random\\.set_seed\\((\\d+)\\); ");

  /** A case that says in words what it is. */
  private static final Map<String, String> SAID =
      Map.of("range(6).ragged_batch after fill", "range(1,4).map(fill([x],x)).ragged_batch(2)");

  @Override
  public void run(Case recorded) {
    String text = recorded.get("pipeline").asString();
    Matcher seed = SEED.matcher(text);
    if (seed.lookingAt()) {
      GlobalRandom.setTensorflowSeed(Long.parseLong(seed.group(1)));
      text = text.substring(seed.end());
    }
    PipelineText pipeline = PipelineText.of(SAID.getOrDefault(text, text));
    Object made = new PipelineSteps(DataCases::slices).run(pipeline);
    JsonNode expected = recorded.get("expected");
    if (!(made instanceof Iterable<?> sequence)) {
      Expectation.same("result", expected, made, Tolerance.EXACT);
      return;
    }
    List<Object> elements = new ArrayList<>();
    for (Object element : sequence) {
      elements.add(element instanceof Element e ? value(e) : ((Ragged) element).toList());
    }
    Expectation.same("elements", rows(expected), elements, Tolerance.EXACT);
    if (recorded.has("cardinality")) {
      long count = made instanceof Dataset d ? d.cardinality() : ((Parts<?>) made).cardinality();
      Expectation.same("cardinality", recorded.get("cardinality"), count, Tolerance.EXACT);
    }
  }

  /** Ragged batches as the lists that they are. */
  private static JsonNode rows(JsonNode expected) {
    if (!expected.path(0).has("ragged")) {
      return expected;
    }
    ArrayNode lists = JsonMapper.builder().build().createArrayNode();
    expected.forEach(batch -> lists.add(batch.get("ragged")));
    return lists;
  }

  /** A Python literal: a list, a tuple of lists, a dict of lists. */
  private static Dataset slices(String literal) {
    String json = literal.replace('\'', '"').replace('(', '[').replace(')', ']');
    JsonNode value = JsonMapper.builder().build().readTree(json);
    if (value.isObject()) {
      Map<String, Tensor> parts = new LinkedHashMap<>();
      value.forEachEntry((name, list) -> parts.put(name, tensor(list)));
      return Dataset.fromTensorSlices(parts);
    }
    return Dataset.fromTensorSlices(
        literal.startsWith("(")
            ? value.valueStream().map(DataCases::tensor).toArray(Tensor[]::new)
            : new Tensor[] {tensor(value)});
  }

  private static Tensor tensor(JsonNode list) {
    Conversion converted = Conversion.tensor(Values.list(list));
    if (converted == null || !(converted.value() instanceof Tensor made)) {
      throw new Unknown("elements " + list);
    }
    return made;
  }

  private static Object value(Element element) {
    if (!element.names().getFirst().equals("0")) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      element.names().forEach(name -> named.put(name, element.get(name)));
      return named;
    }
    List<Tensor> parts = element.tensors();
    return parts.size() == 1 ? parts.getFirst() : parts;
  }
}

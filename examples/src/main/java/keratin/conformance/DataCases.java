package keratin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.random.GlobalRandom;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pipelines of {@code tf.data}, written as {@code range(10).batch(3)}. */
final class DataCases implements Handler {
  private static final Pattern SEED = Pattern.compile("tf\\.random\\.set_seed\\((\\d+)\\); ");
  private static final Pattern SLICES = Pattern.compile("from_tensor_slices\\((.*)\\)");
  private static final Pattern STEP = Pattern.compile("\\G\\.?(\\w+)\\(([^()]*)\\)");

  @Override
  public void run(Case recorded) {
    String text = recorded.get("pipeline").asString();
    Matcher seed = SEED.matcher(text);
    if (seed.lookingAt()) {
      GlobalRandom.setTensorflowSeed(Long.parseLong(seed.group(1)));
      text = text.substring(seed.end());
    }
    Dataset dataset = dataset(text);
    List<Object> elements = new ArrayList<>();
    for (Element element : dataset) {
      elements.add(value(element));
    }
    Expectation.same("elements", recorded.get("expected"), elements, Tolerance.EXACT);
    if (recorded.has("cardinality")) {
      Expectation.same(
          "cardinality", recorded.get("cardinality"), dataset.cardinality(), Tolerance.EXACT);
    }
  }

  private static Dataset dataset(String text) {
    Matcher slices = SLICES.matcher(text);
    return slices.matches() ? slices(slices.group(1)) : chain(text);
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

  private static Dataset chain(String text) {
    Matcher step = STEP.matcher(text);
    Dataset dataset = null;
    int end = 0;
    while (step.find()) {
      String[] arguments = step.group(2).isBlank() ? new String[0] : step.group(2).split(", *", -1);
      dataset =
          dataset == null
              ? source(step.group(1), arguments)
              : next(dataset, step.group(1), arguments);
      end = step.end();
    }
    if (dataset == null || end != text.length()) {
      throw new Unknown("pipeline " + text);
    }
    return dataset;
  }

  private static Dataset source(String name, String[] arguments) {
    if (!name.equals("range")) {
      throw new Unknown("source " + name);
    }
    long[] bounds = new long[arguments.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = Long.parseLong(arguments[i]);
    }
    long start = bounds.length > 1 ? bounds[0] : 0;
    long stop = bounds.length > 1 ? bounds[1] : bounds[0];
    long step = bounds.length > 2 ? bounds[2] : 1;
    List<Long> numbers = new ArrayList<>();
    for (long i = start; i < stop; i += step) {
      numbers.add(i);
    }
    long[] all = numbers.stream().mapToLong(Long::longValue).toArray();
    return Dataset.fromTensorSlices(Tensor.of(all, Shape.of(all.length)));
  }

  private static Dataset next(Dataset dataset, String name, String[] arguments) {
    return switch (name) {
      case "batch" ->
          dataset.batch(
              Integer.parseInt(arguments[0]),
              arguments.length > 1 && arguments[1].equals("drop_remainder=True"));
      case "repeat" ->
          arguments.length == 0 ? dataset.repeat() : dataset.repeat(Long.parseLong(arguments[0]));
      case "take" -> dataset.take(Long.parseLong(arguments[0]));
      case "shuffle" ->
          dataset.shuffle(
              Integer.parseInt(arguments[0]), Long.parseLong(arguments[1].replace("seed=", "")));
      case "map" -> {
        yield dataset.map(
            e ->
                Element.of(
                    FunctionCall.unchecked(() -> Expression.value(arguments[0], Map.of("x", e.x())))
                        .get()));
      }
      default -> throw new Unknown("step " + name);
    };
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

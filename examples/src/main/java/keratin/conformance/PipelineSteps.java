package keratin.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keratin.conformance.PipelineText.Call;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.data.Parts;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Runs the calls of a pipeline of whole numbers. */
record PipelineSteps(Function<String, Dataset> slices) {
  private static final Pattern FILL = Pattern.compile("fill\\(\\[(.*)\\], *(.*)\\)");
  private static final Pattern COMPARISON = Pattern.compile("(.*?)(==|!=|<=|>=|<|>)(.*)");

  /** The dataset, or the value that the last call gives. */
  Object run(PipelineText pipeline) {
    Object value = source(pipeline.calls().getFirst());
    for (Call call : pipeline.calls().subList(1, pipeline.calls().size())) {
      value = next(value, call);
    }
    return value;
  }

  private Dataset dataset(String text) {
    return (Dataset) run(PipelineText.of(text));
  }

  private Dataset source(Call call) {
    List<String> given = call.arguments();
    return switch (call.name()) {
      case "from_tensor_slices" -> slices.apply(String.join(",", given));
      case "range" -> {
        long[] bounds = given.stream().mapToLong(Long::parseLong).toArray();
        yield bounds.length == 1
            ? Dataset.range(bounds[0])
            : Dataset.range(bounds[0], bounds[1], bounds.length > 2 ? bounds[2] : 1);
      }
      case "zip" -> Dataset.zip(zipped(given).stream().map(this::dataset).toArray(Dataset[]::new));
      case "random" -> Dataset.random(Long.parseLong(call.keyword("seed", given.getFirst())));
      default -> throw new Unknown("source " + call.name());
    };
  }

  /** The datasets of {@code zip((a, b))} or of {@code zip(a, b)}. */
  private static List<String> zipped(List<String> given) {
    String first = given.getFirst();
    return given.size() == 1 && first.startsWith("(")
        ? PipelineText.split(first.substring(1, first.length() - 1), ',')
        : given;
  }

  private Object next(Object value, Call call) {
    if (value instanceof Parts<?> parts) {
      return parts.flatMap(window -> (Dataset) inner((Dataset) window, call));
    }
    Dataset dataset = (Dataset) value;
    List<String> given = call.positional();
    String first = given.isEmpty() ? "" : given.getFirst();
    return switch (call.name()) {
      case "batch" -> dataset.batch(integer(first), dropsRemainder(call));
      case "padded_batch" ->
          dataset.paddedBatch(integer(first), shapes(call), fillings(call), dropsRemainder(call));
      case "ragged_batch" -> dataset.raggedBatch(integer(first), dropsRemainder(call));
      case "unbatch" -> dataset.unbatch();
      case "rebatch" -> dataset.rebatch(integer(first));
      case "repeat" -> first.isEmpty() ? dataset.repeat() : dataset.repeat(integer(first));
      case "take" -> dataset.take(integer(first));
      case "skip" -> dataset.skip(integer(first));
      case "shard" -> dataset.shard(integer(first), integer(given.get(1)));
      case "cache" -> dataset.cache();
      case "prefetch" -> dataset.prefetch(integer(first));
      case "unique" -> dataset.unique();
      case "enumerate" -> dataset.enumerate(first.isEmpty() ? 0 : integer(first));
      case "concatenate" -> dataset.concatenate(dataset(first));
      case "shuffle" -> dataset.shuffle(integer(first), integer(call.keyword("seed", "0")));
      case "filter" -> dataset.filter(e -> holds(first, e));
      case "take_while" -> dataset.takeWhile(e -> holds(first, e));
      case "map" -> dataset.map(e -> Element.of(value(first, e, null)));
      case "flat_map" -> dataset.flatMap(e -> each(first, e));
      case "interleave" ->
          dataset.interleave(
              e -> each(first, e),
              integer(call.keyword("cycle_length", "1")),
              integer(call.keyword("block_length", "1")));
      case "window" ->
          dataset.window(
              integer(first),
              integer(call.keyword("shift", first)),
              integer(call.keyword("stride", "1")),
              dropsRemainder(call));
      case "scan" -> scanned(dataset, call);
      case "reduce" -> reduced(dataset, call);
      case "bucket_by_sequence_length" -> bucketed(dataset, call);
      default -> throw new Unknown("step " + call.name());
    };
  }

  /** A step inside another one: what {@code flat_map(batch(3))} does with a window. */
  private Object inner(Dataset window, Call outer) {
    if (!outer.name().equals("flat_map")) {
      throw new Unknown("step " + outer.name() + " of windows");
    }
    Object value = window;
    for (Call call : PipelineText.of(outer.arguments().getFirst()).calls()) {
      value = next(value, call);
    }
    return value;
  }

  /** The dataset for an element: {@code repeat(x,6)}, {@code range(x)}. */
  private Dataset each(String text, Element element) {
    Call call = PipelineText.of(text).calls().getFirst();
    Tensor first = value(call.arguments().getFirst(), element, null);
    return switch (call.name()) {
      case "repeat" ->
          Dataset.fromTensors(first)
              .repeat(value(call.arguments().get(1), element, null).longValue());
      case "range" -> Dataset.range(first.longValue());
      case "from_tensors" -> Dataset.fromTensors(first);
      case "from_tensor_slices" -> Dataset.fromTensorSlices(first);
      default -> throw new Unknown("dataset " + text);
    };
  }

  private Dataset scanned(Dataset dataset, Call call) {
    String pair = call.arguments().get(1);
    List<String> results = PipelineText.split(pair.substring(1, pair.length() - 1), ',');
    Element start = Element.of(Tensor.of(Long.parseLong(call.arguments().getFirst())));
    return dataset.scan(
        start,
        (state, e) ->
            new Dataset.Scanned(
                Element.of(value(results.get(0), e, state.x())),
                Element.of(value(results.get(1), e, state.x()))));
  }

  private Object reduced(Dataset dataset, Call call) {
    String formula = call.arguments().get(1);
    String whole = formula.length() == 1 ? "s" + formula + "x" : formula;
    return dataset
        .reduce(
            Tensor.of(Long.parseLong(call.arguments().getFirst())),
            (state, e) -> value(whole, e, state))
        .longValue();
  }

  /** Elements are vectors of their number, as long as the case says. */
  private Dataset bucketed(Dataset dataset, Call call) {
    String length = call.keyword("len", "x");
    List<String> lists = call.positional();
    return dataset
        .map(e -> Element.of(value("fill([%s],x)".formatted(length), e, null)))
        .bucketBySequenceLength(
            e -> e.x().shape().dim(0), integers(lists.get(0)), integers(lists.get(1)));
  }

  // ---- values ----

  /** A formula of the element and, in scans, of the state; whole numbers stay whole. */
  private static Tensor value(String formula, Element element, @Nullable Tensor state) {
    Matcher fill = FILL.matcher(formula);
    if (fill.matches()) {
      int length = (int) value(fill.group(1), element, state).longValue();
      long filling = value(fill.group(2), element, state).longValue();
      return Tensor.full(DType.INT64, filling, length);
    }
    Map<String, Tensor> names =
        state == null ? Map.of("x", element.x()) : Map.of("x", element.x(), "s", state);
    return FunctionCall.unchecked(() -> Expression.value(formula, names)).get().cast(DType.INT64);
  }

  private static boolean holds(String condition, Element element) {
    Matcher comparison = COMPARISON.matcher(condition);
    if (!comparison.matches()) {
      throw new Unknown("condition " + condition);
    }
    long left = value(comparison.group(1), element, null).longValue();
    long right = value(comparison.group(3), element, null).longValue();
    return switch (comparison.group(2)) {
      case "==" -> left == right;
      case "!=" -> left != right;
      case "<=" -> left <= right;
      case ">=" -> left >= right;
      case "<" -> left < right;
      default -> left > right;
    };
  }

  private static int integer(String text) {
    return Integer.parseInt(text);
  }

  private static int[] integers(String list) {
    String inside = list.substring(1, list.length() - 1);
    return Arrays.stream(inside.split(","))
        .map(String::strip)
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static boolean dropsRemainder(Call call) {
    return call.keyword("drop_remainder", "False").equals("True");
  }

  private static @Nullable List<Shape> shapes(Call call) {
    String shape = call.keyword("padded_shapes", "");
    return shape.isEmpty() || shape.contains("None") ? null : List.of(Shape.of(integers(shape)));
  }

  private static @Nullable List<?> fillings(Call call) {
    String filling = call.keyword("padding_values", "");
    return filling.isEmpty() ? null : List.of(Long.parseLong(filling));
  }
}

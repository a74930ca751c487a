package keratin.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keratin.applications.ImageNet;
import keratin.config.Kind;
import keratin.config.Names;
import keratin.data.Element;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.utils.Logs;
import keratin.utils.Numerical;
import keratin.utils.Sequences;
import keratin.utils.Timeseries;
import keratin.utils.TimeseriesOptions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Small functions of {@code keras.utils}: names, labels, padding. */
final class UtilCases implements Handler {
  private static final Pattern FIXED_TEXTS = Pattern.compile("[<>|=]?U(\\d+)");
  private static final JavaCall CALL = new JavaCall(Numerical.class, Sequences.class, Logs.class);

  @Override
  public void run(Case recorded) throws Exception {
    Names.clear();
    String function = recorded.get("function").asString().replaceFirst("^keras\\.utils\\.", "");
    String text = recorded.get("args").path(0).asString("");
    JsonNode expected = recorded.get("expected");
    List<@Nullable Object> arguments = Values.list(recorded.get("args"));
    Map<String, @Nullable Object> keywords = Values.map(recorded.get("kwargs"));
    keywords.computeIfPresent("dtype", (name, given) -> dtype(given, arguments));
    Object value =
        switch (function) {
          case "to_snake_case" -> Names.snakeCase(text);
          case "auto_name" ->
              after(earlier(expected.asString(), text), () -> Names.automatic(text));
          case "uniquify" -> after(earlier(expected.asString(), text), () -> Names.uniquify(text));
          case "get_uid" -> after(expected.asInt() - 1, () -> Names.getUid(text));
          case "reset_uids" -> {
            Names.clear();
            yield null;
          }
          case "preprocess_input", "keras.applications.imagenet_utils.preprocess_input" ->
              ImageNet.preprocessInput(
                  Objects.requireNonNull(arguments.getFirst()),
                  text(arguments, 1, keywords, "data_format", "channels_last"),
                  text(arguments, 2, keywords, "mode", "caffe"));
          case "obtain_input_shape" -> inputShape(keywords);
          case "timeseries_dataset_from_array" -> timeseries(arguments, keywords);
          default ->
              CALL.call(
                  "keras.utils",
                  function,
                  recorded.get("test").asString("").contains("backend_tensor")
                      ? arguments
                      : arrays(arguments),
                  keywords);
        };
    Expectation.same("value", expected, value, Tolerance.USUAL.of(recorded));
  }

  /**
   * NumPy's {@code "<U3"} are texts of at most three characters, which longer ones are cut to; here
   * texts have any length.
   */
  private static Object dtype(Object given, List<?> arguments) {
    Matcher fixed = FIXED_TEXTS.matcher(given.toString());
    if (!fixed.matches()) {
      return given;
    }
    int longest = Integer.parseInt(fixed.group(1));
    if (longestText(arguments) > longest) {
      throw new Unknown("texts that are cut to %d characters".formatted(longest));
    }
    return "string";
  }

  private static int longestText(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length();
      case List<?> list -> list.stream().mapToInt(UtilCases::longestText).max().orElse(0);
      case null, default -> 0;
    };
  }

  /**
   * Which names were given before is not recorded, neither in the case nor around it (of a test's
   * calls some are left out): what can be checked is that the recorded answer is the one that some
   * number of earlier calls leads to. The count itself is tested in {@code NamesTest}.
   */
  private static int earlier(String given, String name) {
    String number = given.substring(Names.snakeCase(name).length());
    return number.isEmpty() ? 0 : Integer.parseInt(number.substring(1));
  }

  private static <T> T after(int calls, Supplier<T> call) {
    T last = call.get();
    for (int i = 0; i < calls; i++) {
      last = call.get();
    }
    return last;
  }

  /** The elements: single tensors, or lists of them. */
  private static List<Object> timeseries(List<?> arguments, Map<String, ?> keywords) {
    TimeseriesOptions how =
        new TimeseriesOptions()
            .sequenceStride(integer(keywords, "sequence_stride", 1))
            .samplingRate(integer(keywords, "sampling_rate", 1));
    for (String known : keywords.keySet()) {
      how =
          switch (known) {
            case "sequence_length", "targets", "sequence_stride", "sampling_rate" -> how;
            case "batch_size" ->
                how.batchSize(Kind.INT.orNull().parse().apply(keywords.get(known)));
            case "start_index" -> how.startIndex(integer(keywords, known, 0));
            case "end_index" -> how.endIndex(integer(keywords, known, 0));
            case "shuffle" -> how.shuffle(Boolean.TRUE.equals(keywords.get(known)));
            case "seed" -> how.seed(integer(keywords, known, 0));
            default -> throw new Unknown("argument " + known);
          };
    }
    List<Object> elements = new ArrayList<>();
    for (Element element :
        Timeseries.timeseriesDatasetFromArray(
            (Tensor) Objects.requireNonNull(arguments.getFirst()),
            (Tensor) keywords.get("targets"),
            integer(keywords, "sequence_length", 1),
            how)) {
      List<Tensor> parts = element.tensors();
      elements.add(parts.size() == 1 ? parts.getFirst() : parts);
    }
    return elements;
  }

  private static int integer(Map<String, ?> keywords, String name, int preset) {
    Object given = keywords.get(name);
    return given == null ? preset : Kind.INT.parse().apply(given);
  }

  private static Shape inputShape(Map<String, ?> keywords) {
    return ImageNet.obtainInputShape(
        Kind.SHAPE.orNull().parse().apply(keywords.get("input_shape")),
        Kind.INT.orNull().parse().apply(keywords.get("default_size")),
        Kind.INT.parse().apply(keywords.get("min_size")),
        text(List.of(), 0, keywords, "data_format", "channels_last"),
        Boolean.TRUE.equals(keywords.get("require_flatten")),
        (String) keywords.get("weights"));
  }

  private static String text(
      List<?> arguments, int position, Map<String, ?> keywords, String keyword, String preset) {
    Object given = arguments.size() > position ? arguments.get(position) : keywords.get(keyword);
    return given == null ? preset : given.toString();
  }

  /** What was recorded as a tensor was an array of NumPy's, unless the test says otherwise. */
  private static List<@Nullable Object> arrays(List<@Nullable Object> arguments) {
    List<@Nullable Object> arrays = new ArrayList<>();
    for (Object argument : arguments) {
      arrays.add(argument instanceof Tensor t ? t.numpy() : argument);
    }
    return arrays;
  }
}

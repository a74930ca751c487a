package keratin.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keratin.ops.Ragged;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares results with recorded ones. */
final class Expectation {
  private static final int SHOWN = 6;

  private Expectation() {}

  /**
   * Compares a result.
   *
   * @param what names the result in the message: {@code "gradient 0"}
   * @throws Mismatch showing both, shortened
   */
  static void same(String what, JsonNode expected, @Nullable Object actual, Tolerance tolerance) {
    if (expected.isNull()) {
      require(actual == null, what, "None", actual);
    } else if (Values.isComplex(expected)) {
      require(actual instanceof List<?> parts && parts.size() == 2, what, expected, actual);
      for (int part = 0; part < 2; part++) {
        Object found = actual instanceof List<?> parts ? parts.get(part) : null;
        same(
            what + (part == 0 ? ", real" : ", imaginary"),
            Values.part(expected, part),
            found,
            tolerance);
      }
    } else if (expected.has("ragged") && actual instanceof Ragged ragged) {
      list(what, expected.get("ragged"), ragged.toList(), tolerance);
    } else if (Values.isTensor(expected)) {
      tensor(what, expected, actual, tolerance);
    } else if (expected.isArray()) {
      list(what, expected, actual, tolerance);
    } else if (expected.isObject()) {
      map(what, expected, actual, tolerance);
    } else if (actual instanceof Tensor t && t.rank() == 0 && t.dtype() != DType.STRING) {
      same(what, expected, number(t), tolerance);
    } else if (expected.isBoolean()) {
      require(Boolean.valueOf(expected.asBoolean()).equals(actual), what, expected, actual);
    } else if (actual instanceof Number n) {
      boolean near =
          (expected.isNumber() || expected.isString())
              && tolerance.allows(number(expected), n.doubleValue());
      require(near, what, expected, actual);
    } else {
      require(expected.asString().equals(String.valueOf(actual)), what, expected, actual);
    }
  }

  private static double number(JsonNode node) {
    try {
      return Values.number(node);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Object number(Tensor scalar) {
    return scalar.dtype() == DType.BOOL
        ? (Object) scalar.booleanValue()
        : (Object) scalar.doubleValue();
  }

  private static void require(boolean ok, String what, Object expected, @Nullable Object actual) {
    if (!ok) {
      throw new Mismatch(
          "%s: expected %s, got %s".formatted(what, shortened(expected), shortened(actual)));
    }
  }

  private static String shortened(@Nullable Object value) {
    String text =
        value instanceof Tensor t ? describe(t.dtype(), t.shape(), t) : String.valueOf(value);
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 100 ? line : line.substring(0, 99) + "…";
  }

  private static String describe(DType type, Shape shape, Tensor t) {
    return "%s %s %s".formatted(type, shape, t);
  }

  private static void list(
      String what, JsonNode expected, @Nullable Object actual, Tolerance tolerance) {
    List<@Nullable Object> items =
        switch (actual) {
          case List<?> list -> new ArrayList<>(list);
          case Object[] array -> new ArrayList<>(Arrays.asList(array));
          case Shape shape ->
              new ArrayList<>(
                  Arrays.stream(shape.dims()).mapToObj(d -> d < 0 ? null : (Object) d).toList());
          case Tensor t when t.rank() > 0 -> rows(t);
          case null, default -> throw mismatch(what, expected, actual);
        };
    require(items.size() == expected.size(), what + " length", expected, actual);
    for (int i = 0; i < items.size(); i++) {
      same("%s[%d]".formatted(what, i), expected.get(i), items.get(i), tolerance);
    }
  }

  private static List<@Nullable Object> rows(Tensor t) {
    if (t.dtype() == DType.STRING && t.rank() == 1) {
      return new ArrayList<>(Arrays.asList(t.toStringArray()));
    }
    return new ArrayList<>(
        IntStream.range(0, t.shape().dim(0)).mapToObj(i -> t.slice(0, i, 1).squeeze(0)).toList());
  }

  private static Mismatch mismatch(String what, Object expected, @Nullable Object actual) {
    return new Mismatch(
        "%s: expected %s, got %s".formatted(what, shortened(expected), shortened(actual)));
  }

  private static void map(
      String what, JsonNode expected, @Nullable Object actual, Tolerance tolerance) {
    if (!(actual instanceof Map<?, ?> values)) {
      throw mismatch(what, expected, actual);
    }
    require(values.size() == expected.size(), what + " keys", expected, values.keySet());
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      String key = entry.getKey();
      require(values.containsKey(key), what + " keys", expected, values.keySet());
      same(what + "." + key, entry.getValue(), values.get(key), tolerance);
    }
  }

  private static void tensor(
      String what, JsonNode expected, @Nullable Object actual, Tolerance tolerance) {
    String dtype = expected.get("dtype").asString();
    Shape shape = Values.shape(expected.get("shape"));
    Tensor tensor =
        switch (actual) {
          case Tensor t -> t;
          case Ragged ragged when ragged.rank() == 1 -> ragged.flatValues();
          case Number n -> Tensor.of(n);
          case Boolean b -> Tensor.of(b);
          case null, default -> throw mismatch(what, shown(expected, 0), actual);
        };
    boolean alike = tensor.dtype().toString().equals(dtype) || !(actual instanceof Tensor);
    require(tensor.shape().equals(shape) && alike, what, shown(expected, 0), actual);
    int wrong = firstDifference(expected.get("data"), tensor, tolerance.of(tensor.dtype()));
    if (wrong >= 0) {
      throw new Mismatch(
          "%s: expected %s, got %s"
              .formatted(what, shown(expected, wrong), shown(texts(tensor), wrong)));
    }
  }

  private static int firstDifference(JsonNode data, Tensor tensor, Tolerance tolerance) {
    if (tensor.dtype() == DType.STRING) {
      String[] strings = tensor.toStringArray();
      return first(strings.length, i -> !data.get(i).asString().equals(strings[i]));
    }
    if (!tensor.dtype().isFloating()) {
      long[] longs = tensor.cast(DType.INT64).toLongArray();
      return first(
          longs.length,
          i -> longs[i] != (data.get(i).isBoolean() ? toLong(data.get(i)) : data.get(i).asLong()));
    }
    double[] numbers = tensor.cast(DType.FLOAT64).toDoubleArray();
    // A float32 is recorded by its shortest digits.
    boolean single = tensor.dtype() == DType.FLOAT32;
    return first(
        numbers.length,
        i -> {
          double recorded = Values.number(data.get(i));
          return !tolerance.allows(single ? (float) recorded : recorded, numbers[i]);
        });
  }

  private static long toLong(JsonNode bool) {
    return bool.asBoolean() ? 1 : 0;
  }

  private static int first(int count, java.util.function.IntPredicate wrong) {
    return IntStream.range(0, count).filter(wrong).findFirst().orElse(-1);
  }

  private static String shown(JsonNode tensor, int from) {
    return "%s %s %s"
        .formatted(
            tensor.get("dtype").asString(),
            Values.shape(tensor.get("shape")),
            shown(tensor.get("data").valueStream().map(JsonNode::asString).toList(), from));
  }

  /** {@code [4]: 0.5 0.25 …} : some elements from the first that differs. */
  private static String shown(List<String> elements, int from) {
    String some = elements.stream().skip(from).limit(SHOWN).collect(Collectors.joining(" "));
    String more = from + SHOWN < elements.size() ? " …" : "";
    return (from == 0 ? "" : "from [" + from + "] ") + "[" + some + more + "]";
  }

  private static List<String> texts(Tensor tensor) {
    if (tensor.dtype() == DType.STRING) {
      return List.of(tensor.toStringArray());
    }
    if (!tensor.dtype().isFloating()) {
      return Arrays.stream(tensor.cast(DType.INT64).toLongArray())
          .mapToObj(Long::toString)
          .toList();
    }
    return Arrays.stream(tensor.cast(DType.FLOAT64).toDoubleArray())
        .mapToObj(v -> tensor.dtype() == DType.FLOAT64 ? "" + v : "" + (float) v)
        .toList();
  }
}

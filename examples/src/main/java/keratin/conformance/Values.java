package keratin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded values as Java values. */
final class Values {
  private Values() {}

  /** A Python slice; absent parts are null. */
  record Slice(@Nullable Integer start, @Nullable Integer stop, @Nullable Integer step) {}

  /** Python's {@code ...} in an index. */
  enum Ellipsis {
    ALL
  }

  /**
   * Tensors, dtypes, slices, numbers, strings, booleans, lists, maps. Nested Keras objects are maps
   * with {@code class_name} and {@code config}, functions their names.
   */
  static @Nullable Object of(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToInt() ? (Object) node.asInt() : node.asLong();
    }
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isString()) {
      return node.asString();
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(item -> list.add(of(item)));
      return list;
    }
    return object(node);
  }

  private static Object object(JsonNode node) {
    if (isComplex(node)) {
      return List.of(tensor(part(node, 0)), tensor(part(node, 1)));
    }
    if (isTensor(node)) {
      return tensor(node);
    }
    if (node.has("slice")) {
      JsonNode parts = node.get("slice");
      return new Slice(integer(parts.get(0)), integer(parts.get(1)), integer(parts.get(2)));
    }
    if (node.has("ellipsis")) {
      return Ellipsis.ALL;
    }
    if (node.has("dtype_name")) {
      return DType.of(node.get("dtype_name").asString());
    }
    if (node.has("function") && node.size() == 1) {
      return node.get("function").asString();
    }
    Map<String, @Nullable Object> map = map(node);
    if (map.containsKey("object") && map.containsKey("config")) {
      map.put("class_name", map.remove("object"));
    }
    return map;
  }

  private static @Nullable Integer integer(JsonNode node) {
    return node.isNull() ? null : (Integer) node.asInt();
  }

  /** The fields of an object: a config, keyword arguments. */
  static Map<String, @Nullable Object> map(JsonNode node) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    node.forEachEntry((name, value) -> map.put(name, of(value)));
    return map;
  }

  /** The options of an object; a NumPy scalar among them is a number. */
  static Map<String, @Nullable Object> config(JsonNode node) {
    Map<String, @Nullable Object> config = map(node);
    config.replaceAll((name, value) -> scalar(value));
    return config;
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    return switch (value) {
      case Tensor t when t.rank() == 0 && t.dtype().isNumeric() -> t.doubleValue();
      case List<?> list -> list.stream().map(Values::scalar).toList();
      case null, default -> value;
    };
  }

  /** The items of an array. */
  static List<@Nullable Object> list(JsonNode node) {
    List<@Nullable Object> list = new ArrayList<>();
    node.forEach(item -> list.add(of(item)));
    return list;
  }

  /** True for {@code {"dtype", "shape", "data"}}. */
  static boolean isTensor(JsonNode node) {
    return node.has("dtype") && node.has("shape") && node.has("data");
  }

  /** True for a tensor of complex numbers, which here is a pair of tensors. */
  static boolean isComplex(JsonNode node) {
    return isTensor(node) && node.get("dtype").asString().startsWith("complex");
  }

  /** The real parts, 0, or the imaginary parts, 1, of a tensor of complex numbers. */
  static JsonNode part(JsonNode node, int part) {
    ObjectNode copy = ((ObjectNode) node).deepCopy();
    copy.put("dtype", node.get("dtype").asString().equals("complex64") ? "float32" : "float64");
    ArrayNode data = copy.putArray("data");
    node.get("data").forEach(pair -> data.add(pair.get(part)));
    return copy;
  }

  /** The tensor of {@code {"dtype", "shape", "data"}}. */
  static Tensor tensor(JsonNode node) {
    DType type = DType.of(node.get("dtype").asString());
    Shape shape = shape(node.get("shape"));
    JsonNode data = node.get("data");
    if (type == DType.STRING) {
      return Tensor.ofStrings(
          shape, data.valueStream().map(JsonNode::asString).toArray(String[]::new));
    }
    if (type.isInteger()) {
      return Tensor.of(data.valueStream().mapToLong(JsonNode::asLong).toArray(), shape).cast(type);
    }
    return Tensor.of(data.valueStream().mapToDouble(Values::number).toArray(), shape).cast(type);
  }

  /** An array of tensors. */
  static List<Tensor> tensors(JsonNode array) {
    return array.valueStream().map(Values::tensor).toList();
  }

  /** An array of lengths; null is unknown. */
  static Shape shape(JsonNode array) {
    return Shape.of(
        array.valueStream().mapToInt(d -> d.isNull() ? Shape.UNKNOWN : d.asInt()).toArray());
  }

  /** A number, a boolean, or {@code "nan"}, {@code "inf"}, {@code "-inf"}. */
  static double number(JsonNode node) {
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isBoolean()) {
      return node.asBoolean() ? 1 : 0;
    }
    return switch (node.asString()) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(node.asString());
    };
  }
}

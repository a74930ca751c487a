package keratin.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files of recorded values: {@code {"header": …, "cases": […]}}, gzipped or not. */
public final class Golden {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Golden() {}

  /** The file {@code name} beside {@code test}, or an absolute resource. */
  public static JsonNode read(Class<?> test, String name) {
    try (InputStream file = test.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalArgumentException("no resource " + name + " for " + test.getName());
      }
      return MAPPER.readTree(name.endsWith(".gz") ? new GZIPInputStream(file) : file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cases of a file. */
  public static List<JsonNode> cases(Class<?> test, String name) {
    return read(test, name).get("cases").valueStream().toList();
  }

  /** The tensor of {@code {"dtype", "shape", "data"}}. */
  public static Tensor tensor(JsonNode node) {
    DType type = DType.of(node.get("dtype").asString());
    Shape shape = Shape.of(node.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray());
    List<JsonNode> data = node.get("data").valueStream().toList();
    if (type == DType.STRING) {
      return Tensor.ofStrings(shape, data.stream().map(JsonNode::asString).toArray(String[]::new));
    }
    if (type.isInteger()) {
      return Tensor.of(data.stream().mapToLong(JsonNode::asLong).toArray(), shape).cast(type);
    }
    return Tensor.of(data.stream().mapToDouble(Golden::number).toArray(), shape).cast(type);
  }

  /** A number, a boolean, or {@code "nan"}, {@code "inf"}, {@code "-inf"}. */
  public static double number(JsonNode node) {
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

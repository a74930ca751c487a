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

  /**
   * The weights under which recorded gradients were taken: {@code ((7·i) mod 11 − 5)/5} for the
   * i-th element, in the shape and dtype of {@code y}.
   */
  public static Tensor weights(Tensor y) {
    double[] weights = new double[(int) y.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (7L * i % 11 - 5) / 5.0;
    }
    return Tensor.of(weights, y.shape()).cast(y.dtype());
  }

  /**
   * Asserts that shapes and dtypes are equal and every element is within {@code absolute + relative
   * · |expected|}.
   */
  public static void assertClose(Tensor actual, Tensor expected, double relative, double absolute) {
    if (!actual.spec().equals(expected.spec())) {
      throw new AssertionError("expected " + expected.spec() + " but was " + actual.spec());
    }
    double[] a = actual.toDoubleArray();
    double[] e = expected.toDoubleArray();
    for (int i = 0; i < e.length; i++) {
      boolean same = Double.compare(a[i], e[i]) == 0 || a[i] == e[i];
      if (!same && !(Math.abs(a[i] - e[i]) <= absolute + relative * Math.abs(e[i]))) {
        throw new AssertionError(
            "element %d: expected %s but was %s\nexpected: %s\nactual: %s"
                .formatted(i, e[i], a[i], expected, actual));
      }
    }
  }
}

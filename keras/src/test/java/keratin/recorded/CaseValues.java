package keratin.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests on recorded cases share: configs, the gradients' seed, comparison of tensors. */
public final class CaseValues {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CaseValues() {}

  /** A JSON object as a map that can be changed. */
  @SuppressWarnings("unchecked") // JSON objects have strings as keys.
  public static Map<String, @Nullable Object> map(JsonNode node) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>(MAPPER.convertValue(node, Map.class));
    map.replaceAll((key, value) -> plain(value));
    return map;
  }

  /** Tensors in a config stand for their numbers. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(CaseValues::plain).toList();
    }
    if (value instanceof Map<?, ?> tensor && tensor.containsKey("data")) {
      List<?> data = (List<?>) Objects.requireNonNull(tensor.get("data"));
      return tensor.get("shape") instanceof List<?> shape && shape.isEmpty() ? data.get(0) : data;
    }
    return value;
  }

  /** A recorded tensor, a plain number or list as a tensor, or null. */
  public static @Nullable Tensor tensor(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isObject()) {
      return Golden.tensor(node);
    }
    boolean real = node.toString().contains(".");
    Object value = MAPPER.convertValue(node, Object.class);
    return Tensor.of(value, real ? DType.FLOAT32 : DType.INT32);
  }

  /** What the recorded gradients weigh outputs with: {@code ((7·i) mod 11 − 5) / 5}; a scalar 1. */
  public static Tensor seed(Tensor output) {
    float[] seed = new float[(int) output.size()];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = output.rank() == 0 ? 1 : (7 * i % 11 - 5) / 5f;
    }
    return Tensor.of(seed, output.shape()).cast(output.dtype());
  }

  /** Compares shape and values; each may differ by {@code absolute + relative · |expected|}. */
  public static void check(
      String what, Tensor actual, JsonNode expected, double relative, double absolute) {
    Shape shape = Shape.of(expected.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray());
    assertThat(actual.shape()).as(what + "'s shape").isEqualTo(shape);
    double[] wanted = Golden.tensor(expected).toDoubleArray();
    double[] values = actual.toDoubleArray();
    for (int i = 0; i < wanted.length; i++) {
      String where = what + " at " + i;
      if (Double.isFinite(wanted[i])) {
        double allowed = absolute + relative * Math.abs(wanted[i]);
        assertThat(values[i]).as(where).isCloseTo(wanted[i], within(allowed));
      } else {
        assertThat(values[i]).as(where).isEqualTo((Double) wanted[i]);
      }
    }
  }
}

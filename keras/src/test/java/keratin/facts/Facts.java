package keratin.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.autograd.GradientTape;
import keratin.tensor.Tensor;
import keratin.testing.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Keras computed, as JSON: {@code /keratin/golden/facts_NAME.json.gz}. */
public final class Facts {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Facts() {}

  /** A check of one case. */
  @FunctionalInterface
  public interface Check {
    void run(JsonNode fact);
  }

  /** A test for every case of a file. */
  public static Stream<DynamicTest> tests(String name, Check check) {
    return Golden.cases(Facts.class, "/keratin/golden/facts_" + name + ".json.gz").stream()
        .map(fact -> DynamicTest.dynamicTest(title(fact), () -> check.run(fact)));
  }

  private static String title(JsonNode fact) {
    JsonNode what = fact.has("class") ? fact.get("class") : fact.get("function");
    return fact.get("id").asString() + " " + what.asString();
  }

  /** Numbers, strings, booleans, lists, maps; tensors where {@code dtype}, shape and data are. */
  public static @Nullable Object plain(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isObject()) {
      return node.has("data") && node.has("shape") ? Golden.tensor(node) : config(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(e -> list.add(plain(e)));
      return list;
    }
    return MAPPER.convertValue(node, Object.class);
  }

  /** An object's fields. */
  public static Map<String, @Nullable Object> config(@Nullable JsonNode node) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (node != null) {
      node.properties().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
    }
    return map;
  }

  /** What comes back after a config was written as JSON and read again. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> throughJson(Map<String, ?> config) {
    return MAPPER.readValue(MAPPER.writeValueAsString(config), Map.class);
  }

  /** Asserts dtype, shape and values. */
  public static void assertClose(
      @Nullable JsonNode expected, @Nullable Tensor actual, double relative, double absolute) {
    if (expected == null || expected.isNull()) {
      assertEquals(null, actual);
      return;
    }
    assertClose(Golden.tensor(expected), actual, relative, absolute);
  }

  /** Asserts dtype, shape and values. */
  public static void assertClose(
      Tensor expected, @Nullable Tensor actual, double relative, double absolute) {
    if (actual == null) {
      throw new AssertionError("expected " + expected + " but there was no tensor");
    }
    assertEquals(expected.spec(), actual.spec());
    double[] e = expected.toDoubleArray();
    double[] a = actual.toDoubleArray();
    for (int i = 0; i < e.length; i++) {
      boolean close =
          e[i] == a[i]
              || Double.isNaN(e[i]) && Double.isNaN(a[i])
              || Math.abs(e[i] - a[i]) <= absolute + relative * Math.abs(e[i]);
      if (!close) {
        throw new AssertionError(
            "element %d: expected %s but got %s\n%s\n%s"
                .formatted(i, e[i], a[i], expected, actual));
      }
    }
  }

  /** The gradients of {@code Σ y·u}, with u as the facts define it. */
  public static List<@Nullable Tensor> gradients(
      GradientTape tape, Tensor y, List<? extends Tensor> sources) {
    double[] u = new double[(int) y.size()];
    for (int i = 0; i < u.length; i++) {
      u[i] = ((7 * i) % 11 - 5) / 5.0;
    }
    return tape.gradient(List.of(y), sources, List.of(Tensor.of(u, y.shape()).cast(y.dtype())));
  }
}

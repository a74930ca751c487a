package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import keratin.memory.Memory;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Against what TensorFlow printed; see tools/golden/tensor_print.py. */
@Tag("A1")
class TensorPrinterTest {
  private static final String FILE = "/keratin/golden/tensor_print.json";

  static Stream<Arguments> cases() {
    return Golden.cases(TensorPrinterTest.class, FILE).stream()
        .map(c -> Arguments.of(c.get("id").asString(), c));
  }

  static Stream<Arguments> variables() {
    return Golden.read(TensorPrinterTest.class, FILE)
        .get("variables")
        .valueStream()
        .map(c -> Arguments.of(c.get("id").asString(), c));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void printsAsTensorFlow(String id, JsonNode node) {
    Tensor tensor = node.has("data") ? Golden.tensor(node) : formula(node);
    assertThat(tensor.toString()).isEqualTo(node.get("str").asString());
    assertThat(tensor.repr()).isEqualTo(node.get("repr").asString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variables")
  void variablesPrintAsInKeras(String id, JsonNode node) {
    Variable variable = new Variable(Golden.tensor(node), id, true);
    assertThat(variable.toString()).isEqualTo(node.get("str").asString());
    assertThat(variable.repr()).isEqualTo(node.get("repr").asString());
  }

  private static Tensor formula(JsonNode node) {
    DType type = DType.of(node.get("dtype").asString());
    Shape shape = Shape.of(node.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray());
    JsonNode how = node.get("formula");
    double start = how.get("start").asDouble();
    double step = how.get("step").asDouble();
    long modulo = how.get("modulo").asLong();
    double[] data = new double[(int) shape.size()];
    String[] strings = new String[data.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = start + step * (i % modulo);
      strings[i] = Long.toString(i % modulo);
    }
    return type == DType.STRING
        ? Tensor.ofStrings(shape, strings)
        : Tensor.of(data, shape).cast(type);
  }

  @Test
  void symbolsAndReleasedTensorsPrintToo() {
    assertThat(Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, 10))))
        .hasToString("<KerasTensor shape=(None, 10), dtype=float32>");
    Tensor[] out = new Tensor[1];
    Memory.tidy(
        () -> {
          out[0] = Tensor.of(new float[] {1, 2});
        });
    assertThat(out[0]).hasToString("<released tensor (2,) float32>");
  }

  @Test
  void scalarsReadBackAsTheSameNumber() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      float f = Float.intBitsToFloat(random.nextInt());
      double d = Double.longBitsToDouble(random.nextLong());
      if (Float.isFinite(f) && Double.isFinite(d)) {
        assertThat(Float.parseFloat(Decimals.scalar(DType.FLOAT32, f))).isEqualTo(f);
        assertThat(Double.parseDouble(Decimals.scalar(DType.FLOAT64, d))).isEqualTo(d);
      }
    }
    for (int bits = 0; bits < 0x7C00; bits++) {
      float half = Float.float16ToFloat((short) bits);
      String text = Decimals.scalar(DType.FLOAT16, half);
      assertThat(Float.floatToFloat16(Float.parseFloat(text))).as(text).isEqualTo((short) bits);
    }
  }
}

package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import keratin.autograd.GradientTape;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class IndexTest {
  static Stream<Arguments> cases(String kind) {
    return Golden.cases(IndexTest.class, "tf_indexing.json.gz").stream()
        .filter(c -> c.get("kind").asString().equals(kind))
        .map(c -> Arguments.of(text(c.get("index")), c));
  }

  static Stream<Arguments> reads() {
    return cases("indexing");
  }

  static Stream<Arguments> assignments() {
    return cases("variable_slice_assign");
  }

  /** The index as a user of Python writes it. */
  private static String text(JsonNode index) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : index) {
      if (part.has("slice")) {
        List<String> bounds = new ArrayList<>();
        part.get("slice").forEach(b -> bounds.add(b.isNull() ? "" : b.asString()));
        parts.add(String.join(":", bounds));
      } else {
        parts.add(part.has("ellipsis") ? "..." : part.asString());
      }
    }
    return String.join(", ", parts);
  }

  private static Tensor counting(JsonNode shape) {
    int[] dims = shape.valueStream().mapToInt(JsonNode::asInt).toArray();
    float[] data = new float[(int) Shape.of(dims).size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = i;
    }
    return Tensor.of(data, Shape.of(dims));
  }

  @ParameterizedTest(name = "[{0}]")
  @MethodSource("reads")
  @Tag("A6")
  void readsAsTensorFlow(String index, JsonNode node) {
    Tensor x = counting(node.get("shape"));
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = x.get(index);
      Golden.assertClose(y, Golden.tensor(node.get("expected")), 0, 0);
      Tensor gradient = tape.gradient(y.mul(Golden.weights(y)), x);
      Golden.assertClose(gradient, Golden.tensor(node.get("expected_grad")), 1e-6, 0);
    }
  }

  @ParameterizedTest(name = "[{0}]")
  @MethodSource("assignments")
  @Tag("A4")
  void variablesTakeParts(String index, JsonNode node) {
    Variable v = new Variable(counting(node.get("shape")).zerosLike());
    v.assign(index, Tensor.of((float) node.get("value").asDouble()));
    Golden.assertClose(v.value(), Golden.tensor(node.get("expected")), 0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1                 | (28, 28, 3)
          1, 2              | (28, 3)
          1, 2, 3           | (3,)
          1, 2, 3, 2        | ()
          0:2, :, :, :      | (2, 28, 28, 3)
          :, 0:28:2, 0:28:2, : | (4, 14, 14, 3)
          0, ..., 2         | (28, 28)
          -1:               | (1, 28, 28, 3)
          :-1               | (3, 28, 28, 3)
          ..., newaxis      | (4, 28, 28, 3, 1)
          None, 0           | (1, 28, 28, 3)
          3:1               | (0, 28, 28, 3)
          """)
  @Tag("A5")
  @Tag("A6")
  void shapesOfTheNotes(String index, String shape) {
    Tensor x = Tensor.full(DType.FLOAT32, 0, 4, 28, 28, 3);
    assertThat(x.get(index).shape()).hasToString(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ::-1    | [3, 2, 1, 0]
          ::-2    | [3, 1]
          2::-2   | [2, 0]
          -2:     | [2, 3]
          :-1     | [0, 1, 2]
          1:100   | [1, 2, 3]
          -100:2  | [0, 1]
          """)
  @Tag("A6")
  void rowsOfFour(String index, String expected) {
    Tensor x = Tensor.of(new int[] {0, 1, 2, 3});
    assertThat(Arrays.toString(x.get(index).toIntArray())).isEqualTo(expected);
  }

  @Test
  @Tag("A5")
  @Tag("A6")
  void typedIndices() {
    Tensor x = counting(4, 6);
    assertThat(x.get(1, 2).floatValue()).isEqualTo(8);
    assertThat(x.get(1).get(2).floatValue()).isEqualTo(8);
    Tensor part = x.get(Index.range(null, null, -1), Index.at(-1));
    assertThat(part.toFloatArray()).containsExactly(23, 17, 11, 5);
    assertThat(x.get(Index.NEW_AXIS, Index.ELLIPSIS, Index.range(1, 3)).shape())
        .isEqualTo(Shape.of(1, 4, 2));
    assertThat(x.get(":, ...").address()).isEqualTo(x.address());
    assertThat(x.with("1:3, ::2", Tensor.of(-1f)).sum().floatValue()).isEqualTo(204);
  }

  private static Tensor counting(int rows, int columns) {
    float[] data = new float[rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = i;
    }
    return Tensor.of(data, Shape.of(rows, columns));
  }

  @Test
  void anUnknownBatchCanBeTakenWhole() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, 10, 3)));
    assertThat(x.get(":, -1").shape()).hasToString("(None, 3)");
    assertThat(x.get("0, 2:4").shape()).hasToString("(2, 3)");
    assertThat(x.get("1:, 0").shape()).hasToString("(None, 3)");
    assertThat(x.get("-1, ::2").shape()).hasToString("(5, 3)");
  }

  @Test
  void errorsSayWhatIsWrong() {
    Tensor x = counting(4, 6);
    assertThatThrownBy(() -> x.get(4))
        .isInstanceOf(IndexException.class)
        .hasMessage("index 4 is out of range for axis 0 of the shape (4, 6); valid: -4 to 3");
    assertThatThrownBy(() -> x.get("1, 2, 3"))
        .hasMessage(
            "The index [1, 2, 3] has 3 positions and slices"
                + " for the shape (4, 6), which has 2 axes.");
    assertThatThrownBy(() -> x.get("one"))
        .hasMessage(
            "\"one\" in the index \"one\" is not understood.\n"
                + "  Use positions (3, -1), slices (1:5, ::2), ... and newaxis, with commas"
                + " between.");
    assertThatThrownBy(() -> x.get("1::2, ..., newaxis, ..."))
        .hasMessage(
            "The index [1::2, ..., newaxis, ...] has more than one ellipsis for the shape (4, 6),"
                + " which has 2 axes.");
    assertThatThrownBy(() -> x.get("::0")).hasMessage("A slice's step must not be 0.");
  }
}

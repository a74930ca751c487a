package keratin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import keratin.ops.Nn;
import keratin.ops.Ops;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StringTensorTest {
  private static final Tensor GRID = Tensor.of(new String[][] {{"a", "b", "c"}, {"d", "e", "f"}});

  private static Tensor words(String... words) {
    return Tensor.of(words);
  }

  @Test
  void madeOfArraysAndLists() {
    assertThat(Tensor.of("é").repr())
        .isEqualTo("<tf.Tensor: shape=(), dtype=string, numpy=b'\\xc3\\xa9'>");
    assertThat(GRID.spec()).hasToString("(2, 3) string");
    assertThat(Tensor.of(List.of(List.of("a"), List.of("b"))).spec()).hasToString("(2, 1) string");
    assertThat(Tensor.of(new String[0]).spec()).hasToString("(0,) string");
    assertThat(GRID.numpy()).isEqualTo(new String[][] {{"a", "b", "c"}, {"d", "e", "f"}});
  }

  @Test
  void printedAsTensorFlowPrintsThem() {
    assertThat(GRID)
        .hasToString(
            "tf.Tensor(\n[[b'a' b'b' b'c']\n [b'd' b'e' b'f']], shape=(2, 3), dtype=string)");
    assertThat(words("it's", "a\n", "\"'").repr())
        .isEqualTo(
            "<tf.Tensor: shape=(3,), dtype=string, numpy=array([b\"it's\", b'a\\n', b'\"\\''],"
                + " dtype=object)>");
    assertThat(Tensor.of(new String[0])).hasToString("tf.Tensor([], shape=(0,), dtype=string)");
  }

  @Test
  void movedAsNumbersAre() {
    assertThat(GRID.transpose().toStringArray()).containsExactly("a", "d", "b", "e", "c", "f");
    assertThat(GRID.reshape(3, 2).get("1").toStringArray()).containsExactly("c", "d");
    assertThat(GRID.get("::-1, 1:").toStringArray()).containsExactly("e", "f", "b", "c");
    assertThat(GRID.gather(Tensor.of(new int[] {2, -3}), 1).toStringArray())
        .containsExactly("c", "a", "f", "d");
    assertThat(Ops.concat(0, GRID, GRID.get("1:")).shape()).hasToString("(3, 3)");
    assertThat(Ops.stack(1, words("a", "b"), words("c", "d")).toStringArray())
        .containsExactly("a", "c", "b", "d");
    assertThat(Ops.tile(words("a", "b"), 2).toStringArray()).containsExactly("a", "b", "a", "b");
    assertThat(Ops.repeat(words("a", "b"), 2, 0).toStringArray())
        .containsExactly("a", "a", "b", "b");
    assertThat(Ops.pad(words("a"), new int[][] {{1, 1}}).toStringArray())
        .containsExactly("", "a", "");
    assertThat(words("a").broadcastTo(Shape.of(2)).toStringArray()).containsExactly("a", "a");
    assertThat(
            Tensor.where(Tensor.of(new boolean[] {true, false}), words("a", "b"), words("z"))
                .toStringArray())
        .containsExactly("a", "z");
    assertThat(
            Ops.booleanMask(words("a", "b"), words("a", "b").equal(Tensor.of("b"))).toStringArray())
        .containsExactly("b");
    assertThat(GRID.zerosLike().toStringArray()).containsOnly("");
    assertThat(Ops.split(GRID, 3, 1).get(2).toStringArray()).containsExactly("c", "f");
    assertThat(GRID.get("0:0").toStringArray()).isEmpty();
  }

  @Test
  void equalStringsAreEqual() {
    Tensor same = GRID.equal(words("a", new String("e"), "c"));
    assertThat(same.toBooleanArray()).containsExactly(true, false, true, false, true, false);
    assertThat(words("a", "").notEqual(words("a", "b")).toBooleanArray())
        .containsExactly(false, true);
  }

  static Stream<ThrowingCallable> arithmetic() {
    return Stream.of(
        GRID::exp,
        GRID::isNan,
        GRID::sum,
        () -> GRID.add(GRID),
        () -> Ops.cumsum(GRID, 0),
        () -> GRID.argmax(0),
        () -> GRID.matmul(GRID),
        () -> Ops.segmentSum(GRID, Tensor.of(new int[] {0, 1}), 2),
        () -> Nn.softmax(GRID));
  }

  @ParameterizedTest
  @MethodSource("arithmetic")
  void areNotCalculatedWith(ThrowingCallable wrong) {
    assertThatThrownBy(wrong).isInstanceOf(DTypeException.class).hasMessageContaining("string");
  }

  @Test
  void errorsSayWhatToDo() {
    assertThatThrownBy(GRID::exp)
        .hasMessage(
            "exp is not defined for strings. Strings.toNumber reads the numbers in them,"
                + " Strings.join puts them together.");
    assertThatThrownBy(() -> GRID.add(1))
        .hasMessage(
            "No dtype holds both string and float32. Strings.toNumber reads strings,"
                + " Strings.asString writes them.");
    assertThatThrownBy(() -> GRID.cast(DType.FLOAT32))
        .hasMessage(
            "cast: string cannot become float32. Strings.toNumber reads strings, Strings.asString"
                + " writes them.");
    assertThatThrownBy(() -> Tensor.of(new Object[] {"a", 1}))
        .hasMessage(
            "1 is not a string, but stands among strings. Write it as one: String.valueOf(1)");
    assertThatThrownBy(() -> Tensor.of(new String[] {"a", null}))
        .hasMessage("A tensor cannot hold null; element 1 is.");
    assertThatThrownBy(() -> Ops.pad(GRID, new int[][] {{1, 0}, {0, 0}}, 7))
        .hasMessage("pad: strings are padded with empty ones, not with 7.0.");
    assertThatThrownBy(() -> GRID.gather(Tensor.of(2), 0)).isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> Tensor.full(DType.STRING, 1, 2))
        .hasMessage(
            "fill: 1.0 is no string. Broadcast one: Tensor.of(\"a\").broadcastTo(Shape.of(2, 3))");
    assertThatThrownBy(GRID::toFloatArray).isInstanceOf(TensorException.class);
  }

  @Test
  void anyBytesAreAString() {
    byte[] bytes = {'a', (byte) 0xC3, (byte) 0xFF, (byte) 0xE2, (byte) 0x82, (byte) 0xF0};
    assertThat(Utf8.encode(Utf8.decode(bytes))).isEqualTo(bytes);
    String text = "aé€😀";
    assertThat(Utf8.decode(Utf8.encode(text))).isEqualTo(text);
    assertThat(Tensor.of(Utf8.decode(new byte[] {(byte) 0xC3})).repr()).contains("b'\\xc3'");
  }
}

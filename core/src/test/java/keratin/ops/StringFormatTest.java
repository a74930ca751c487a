package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

/** Texts are those of TensorFlow. */
class StringFormatTest {
  private static String text(String template, Tensor... inputs) {
    return Strings.format(template, inputs).toStringArray()[0];
  }

  private static String text(Tensor x, int summarize) {
    return Strings.format("{}", List.of(x), "{}", summarize).toStringArray()[0];
  }

  @Test
  void tensorsTakeThePlaceOfBraces() {
    assertThat(text("a {} b", Ops.range(10))).isEqualTo("a [0 1 2 ... 7 8 9] b");
    assertThat(text("{} {}", Tensor.of(1.5f), Tensor.of(2))).isEqualTo("1.5 2");
    assertThat(text("none")).isEqualTo("none");
    Tensor flags = Tensor.of(new boolean[] {true, false});
    assertThat(
            Strings.format("%t and %t", List.of(flags, Tensor.of("x")), "%t", 3).toStringArray()[0])
        .isEqualTo("[1 0] and \"x\"");
  }

  @Test
  void rowsAndMatricesAreSetApart() {
    assertThat(text("{}", Tensor.of(new int[][] {{1, 2}, {3, 4}}))).isEqualTo("[[1 2]\n [3 4]]");
    assertThat(text(Ops.range(24).reshape(2, 3, 4), 1))
        .isEqualTo("[[[0 ... 3]\n  ...\n  [8 ... 11]]\n\n [[12 ... 15]\n  ...\n  [20 ... 23]]]");
    assertThat(text("{}", Ops.range(7).reshape(7, 1)))
        .isEqualTo("[[0]\n [1]\n [2]\n ...\n [4]\n [5]\n [6]]");
    assertThat(text(Ops.range(30).reshape(5, 2, 3), 2))
        .isEqualTo(
            "[[[0 1 2]\n  [3 4 5]]\n\n [[6 7 8]\n  [9 10 11]]\n\n ...\n\n"
                + " [[18 19 20]\n  [21 22 23]]\n\n [[24 25 26]\n  [27 28 29]]]");
    assertThat(text("{}", Ops.zeros(Shape.of(0), DType.INT32))).isEqualTo("[]");
  }

  @Test
  void numbersHaveAsManyDigitsAsTheyNeed() {
    float third = 1 / 3f;
    Tensor x =
        Tensor.of(new float[] {1, 0.1f, third, 1e10f, 1e-7f, Float.NaN, Float.POSITIVE_INFINITY});
    assertThat(text(x, -1)).isEqualTo("[1 0.1 0.333333343 1e+10 1e-07 nan inf]");
    assertThat(text(Tensor.of(new double[] {3.14159265358979, 1e5, 123456789}), 5))
        .isEqualTo("[3.14159265358979 100000 123456789]");
    assertThat(text(Tensor.of(new float[] {16777217, 1e-5f, 0.0001f}), 9))
        .isEqualTo("[16777216 1e-05 0.0001]");
    assertThat(text(Tensor.of(new float[] {1.5f}).cast(DType.FLOAT16), 3)).isEqualTo("[1.5]");
    assertThat(text(Tensor.of(new String[] {"a", "b"}), 3)).isEqualTo("[\"a\" \"b\"]");
  }

  @Test
  void placesAndTensorsMustBeAsMany() {
    assertThatThrownBy(() -> Strings.format("{} {}", Tensor.of(1)))
        .isInstanceOf(TensorException.class)
        .hasMessage("format: the template \"{} {}\" has 2 places, but 1 tensors came.");
  }

  @Test
  void scriptsOfCodePoints() {
    int[] codes = {'a', 0x416, 0x4e2d, 0x3042, '0', 0x1F600, 0x10FFFF, -1, 0x110000, 0x378};
    assertThat(Strings.unicodeScript(Tensor.of(codes)).toIntArray())
        .containsExactly(25, 8, 17, 20, 0, 0, 103, -1, -1, 103);
  }
}

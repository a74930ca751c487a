package keratin.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Ints;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Utf8;
import org.junit.jupiter.api.Test;

/** Values are those of TensorFlow 2.21. */
class StringsTest {
  private static Tensor words(String... words) {
    return Tensor.of(words);
  }

  private static String[] texts(Tensor x) {
    return x.toStringArray();
  }

  @Test
  void lowerAndUpperKnowAsciiOrAllLetters() {
    assertThat(texts(Strings.lower(words("ÉA")))).containsExactly("Éa");
    assertThat(texts(Strings.lower(words("ÉAİ"), "utf-8"))).containsExactly("éai\u0307");
    assertThat(texts(Strings.upper(words("éaß"), "utf-8"))).containsExactly("ÉASS");
    assertThat(texts(Strings.upper(words("éa")))).containsExactly("éA");
    assertThatThrownBy(() -> Strings.upper(words("a"), "latin"))
        .hasMessage("upper: the encoding is \"latin\", but must be \"utf-8\", or \"\" for ASCII.");
  }

  @Test
  void strip() {
    assertThat(texts(Strings.strip(words("\t a \u00a0\n", " ", ""))))
        .containsExactly("a \u00a0", "", "");
  }

  @Test
  void splitAtWhiteSpaceOrSeparators() {
    assertThat(Strings.split(words("a  b c ", "")).toList())
        .isEqualTo(List.of(List.of("a", "b", "c"), List.of()));
    assertThat(Strings.split(words("a  b c ", "a "), null, 1).toList())
        .isEqualTo(List.of(List.of("a", "b c "), List.of("a", "")));
    assertThat(Strings.split(words("a,,b", ""), ",").toList())
        .isEqualTo(List.of(List.of("a", "", "b"), List.of("")));
    assertThat(Strings.split(words("a,,b"), ",", 1).toList())
        .isEqualTo(List.of(List.of("a", ",b")));
  }

  @Test
  void splitKeepsTheAxes() {
    Ragged rows = Strings.split(Tensor.of(new String[][] {{"a b", "c"}, {"d", ""}}));
    assertThat(rows).hasToString("<tf.RaggedTensor [[[b'a', b'b'], [b'c']], [[b'd'], []]]>");
    assertThat(rows.rank()).isEqualTo(3);
    assertThat(texts(rows.toTensor())).containsExactly("a", "b", "c", "", "d", "", "", "");
    assertThat(texts(Strings.split(Tensor.of("a b")).toTensor())).containsExactly("a", "b");
  }

  @Test
  void raggedRows() {
    Ragged rows = new Ragged(Tensor.of(new int[] {1, 2, 3}), List.of(Ints.of(0, 2, 2, 3)));
    assertThat(rows).hasToString("<tf.RaggedTensor [[1, 2], [], [3]]>");
    assertThat(rows.rowLengths().toLongArray()).containsExactly(2, 0, 1);
    assertThat(rows.toTensor().toIntArray()).containsExactly(1, 2, 0, 0, 3, 0);
    assertThat(rows.map(x -> x.mul(2)).toList())
        .isEqualTo(List.of(List.of(2L, 4L), List.of(), List.of(6L)));
    assertThatThrownBy(() -> new Ragged(Tensor.of(new int[] {1}), List.of(Ints.of(0, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "ragged: row splits must ascend from 0 to 1, the number of elements, but are [0, 2].");
  }

  @Test
  void bytesOfCharacters() {
    Tensor halves = Strings.bytesSplit(words("é")).flatValues();
    assertThat(halves.repr()).contains("[b'\\xc3', b'\\xa9']");
    assertThat(texts(Strings.reduceJoin(halves, ""))).containsExactly("é");
  }

  @Test
  void lengthAndSubstrCountBytesOrCharacters() {
    assertThat(Strings.length(words("é")).toIntArray()).containsExactly(2);
    assertThat(Strings.length(words("é😀"), "UTF8_CHAR").toIntArray()).containsExactly(2);
    assertThat(texts(Strings.substr(words("hello", "world"), -3, 2))).containsExactly("ll", "rl");
    assertThat(texts(Strings.substr(words("héllo"), 1, 2, "UTF8_CHAR"))).containsExactly("él");
    Tensor positions = Tensor.of(new int[] {1, 2});
    Tensor lengths = Tensor.of(new int[] {2, 9});
    assertThat(texts(Strings.substr(Tensor.of("hello"), positions, lengths, "BYTE")))
        .containsExactly("el", "llo");
    assertThat(texts(Strings.substr(words("hello"), 5, 2))).containsExactly("");
    assertThatThrownBy(() -> Strings.substr(words("hello"), 6, 2))
        .isInstanceOf(TensorException.class)
        .hasMessageContaining("position 6 is out of range")
        .hasMessageContaining("valid: -5 to 5");
  }

  @Test
  void patterns() {
    assertThat(texts(Strings.regexReplace(words("aXbXc$"), "([a-c])X", "<\\1>")))
        .containsExactly("<a><b>c$");
    assertThat(texts(Strings.regexReplace(words("aXbXc"), "X", "\\\\$", false)))
        .containsExactly("a\\$bXc");
    assertThat(texts(Strings.regexReplace(words("ab"), "(a)(b)", "\\21"))).containsExactly("b1");
    assertThat(Strings.regexFullMatch(words("abc", "ab"), "a.c").toBooleanArray())
        .containsExactly(true, false);
    assertThatThrownBy(() -> Strings.regexReplace(words("a"), "a", "\\x"))
        .hasMessageContaining("neither a digit nor another one");
  }

  @Test
  void join() {
    assertThat(texts(Strings.join("-", words("a", "b"), Tensor.of("x"))))
        .containsExactly("a-x", "b-x");
    Tensor grid = Tensor.of(new String[][] {{"a", "b"}, {"c", "d"}});
    assertThat(texts(Strings.reduceJoin(grid, ""))).containsExactly("abcd");
    assertThat(texts(Strings.reduceJoin(grid, ".", 0, 1))).containsExactly("a.c.b.d");
    Tensor kept = Strings.reduceJoin(grid, new int[] {-1}, true, ".");
    assertThat(kept.spec()).hasToString("(2, 1) string");
    assertThat(texts(kept)).containsExactly("a.b", "c.d");
    assertThat(
            texts(
                Strings.unsortedSegmentJoin(
                    words("a", "b", "c"), Tensor.of(new int[] {1, 0, 1}), 3, ":")))
        .containsExactly("b", "a:c", "");
  }

  @Test
  void numbersOfStrings() {
    assertThat(Strings.toNumber(words(" 1.5 ", "0x10", "inf", "-NaN", "1e5")).toFloatArray())
        .containsExactly(1.5f, 16, Float.POSITIVE_INFINITY, Float.NaN, 1e5f);
    assertThat(Strings.toNumber(words(" 15 "), DType.INT32).toIntArray()).containsExactly(15);
    assertThatThrownBy(() -> Strings.toNumber(words("1.5"), DType.INT32))
        .hasMessageContaining("no int32 number");
    assertThatThrownBy(() -> Strings.toNumber(words("3000000000"), DType.INT32))
        .hasMessageContaining("no int32 number");
    assertThatThrownBy(() -> Strings.toNumber(words("1d"))).hasMessageContaining("b'1d'");
  }

  @Test
  void stringsOfNumbers() {
    Tensor reals = Tensor.of(new float[] {1.5f, 0.1f, 1e10f, Float.NaN, -0f});
    assertThat(texts(Strings.asString(reals)))
        .containsExactly("1.500000", "0.100000", "10000000000.000000", "nan", "-0.000000");
    Tensor halves = Tensor.of(new float[] {2.5f, 0.125f});
    assertThat(texts(Strings.asString(halves, 2, false, false, -1, "")))
        .containsExactly("2.50", "0.12");
    assertThat(
            texts(
                Strings.asString(
                    Tensor.of(new double[] {1.5, 12345.678, 0}), -1, true, false, -1, "")))
        .containsExactly("1.500000e+00", "1.234568e+04", "0.000000e+00");
    assertThat(
            texts(
                Strings.asString(
                    Tensor.of(new double[] {1.5, 1e-10, 1e20, 123456789, 100}),
                    -1,
                    false,
                    true,
                    -1,
                    "")))
        .containsExactly("1.5", "1e-10", "1e+20", "1.23457e+08", "100");
    Tensor integers = Tensor.of(new int[] {1, -25});
    assertThat(texts(Strings.asString(integers, -1, false, false, 5, "0")))
        .containsExactly("00001", "-0025");
    assertThat(texts(Strings.asString(integers, -1, false, false, 5, "-")))
        .containsExactly("1    ", "-25  ");
    assertThat(texts(Strings.asString(Tensor.of(new boolean[] {true, false}))))
        .containsExactly("true", "false");
  }

  @Test
  void ngrams() {
    Tensor abc = words("a", "b", "c");
    assertThat(texts(Strings.ngrams(abc, 1, 2))).containsExactly("a", "b", "c", "a b", "b c");
    assertThat(texts(Strings.ngrams(abc, new int[] {2}, " ", "L", "R", null, false)))
        .containsExactly("L a", "a b", "b c", "c R");
    assertThat(texts(Strings.ngrams(abc, new int[] {3}, " ", "#", "#", 1, false)))
        .containsExactly("# a b", "a b c", "b c #");
    assertThat(texts(Strings.ngrams(abc, new int[] {5}, " ", null, null, null, true)))
        .containsExactly("a b c");
    assertThat(texts(Strings.ngrams(abc, 5))).isEmpty();
    Tensor rows = Tensor.of(new String[][] {{"a", "b", "c"}, {"d", "e", "f"}});
    assertThat(Strings.ngrams(rows, 2).shape()).hasToString("(2, 2)");
    assertThat(Strings.ngrams(Strings.split(words("a b c", "d")), 2).toList())
        .isEqualTo(List.of(List.of("a b", "b c"), List.of()));
    assertThatThrownBy(() -> Strings.ngrams(abc, 0)).isInstanceOf(TensorException.class);
  }

  @Test
  void bucketsAreThoseOfTensorFlow() {
    Tensor keys =
        words(
            "Hello World",
            "a",
            "ab",
            "abcdefgh",
            "x".repeat(20),
            "y".repeat(40),
            "z".repeat(100),
            "w".repeat(70),
            "é");
    assertThat(Strings.toHashBucketFast(keys, 1L << 62).toLongArray())
        .containsExactly(
            4509607790487586259L,
            3694432073954588131L,
            3066228220894225694L,
            4533385575889643785L,
            3621402210320469444L,
            276292113409495006L,
            4609163928736578169L,
            2205769593410292137L,
            693143013273849025L);
    assertThat(Strings.toHashBucket(keys, 1L << 62).toLongArray())
        .containsExactly(
            1368950881848010944L,
            2996632905371535868L,
            3579204183985781795L,
            3429851175771700306L,
            2648813785153059629L,
            2760375234777655417L,
            1186615579875097071L,
            4079608905918035852L,
            3701471315553960761L);
    assertThat(Strings.toHashBucketStrong(keys.get(":7"), 1L << 62, 1, 2).toLongArray())
        .containsExactly(
            2501355908134423362L,
            546566331822570742L,
            4607785088827641202L,
            2649018002260510108L,
            407717789338964422L,
            546253200436764653L,
            2294447551208190567L);
  }

  @Test
  void charactersAndCodePoints() {
    assertThat(Strings.unicodeSplit(words("héé", "a"), "UTF-8").toList())
        .isEqualTo(List.of(List.of("h", "é", "é"), List.of("a")));
    assertThat(Strings.unicodeSplitWithOffsets(words("héé", "a"), "UTF-8").offsets().toList())
        .isEqualTo(List.of(List.of(0L, 1L, 3L), List.of(0L)));
    assertThat(Strings.unicodeDecode(words("héé", "a😀"), "UTF-8").toList())
        .isEqualTo(List.of(List.of(104L, 233L, 233L), List.of(97L, 128512L)));
    byte[] broken = {'a', (byte) 0xff, (byte) 0xc3, 'b', (byte) 0xe2, (byte) 0x82};
    Tensor x = words(Utf8.decode(broken));
    assertThat(Strings.unicodeDecode(x, "UTF-8").flatValues().toIntArray())
        .containsExactly(97, 65533, 65533, 98, 65533);
    assertThat(Strings.unicodeDecode(x, "UTF-8", "ignore", 0).flatValues().toIntArray())
        .containsExactly(97, 98);
    assertThatThrownBy(() -> Strings.unicodeDecode(x, "UTF-8", "strict", 0))
        .hasMessageContaining("Byte 1 of")
        .hasMessageContaining("is no UTF-8");
    assertThat(texts(Strings.unicodeEncode(Tensor.of(new int[] {104, 233}), "UTF-8")))
        .containsExactly("hé");
    assertThat(texts(Strings.unicodeTranscode(words("hé"), "UTF-8", "UTF-16-BE")))
        .containsExactly(Utf8.decode(new byte[] {0, 'h', 0, (byte) 0xe9}));
  }

  @Test
  void numbersAreNoStrings() {
    assertThatThrownBy(() -> Strings.lower(Tensor.of(1)))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "lower: strings are needed, but the tensor is int32. Strings.asString(x) writes"
                + " numbers.");
  }
}

package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import keratin.data.Dataset;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.LayerContract;
import keratin.ops.Strings;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StringLookupTest {
  private static Tensor data() {
    return Tensor.of(new String[][] {{"a", "b", "b"}, {"c", "b", "[UNK]"}, {"", "c", "zz"}});
  }

  private static Tensor asked() {
    return Tensor.of(new String[][] {{"a", "b", "q"}, {"", "zz", "xyz"}});
  }

  private static StringLookup adapted(StringLookup layer) {
    layer.adapt(data());
    return layer;
  }

  @Test
  void keepsTheContract() {
    new LayerContract(() -> new StringLookup().vocabulary("a", "b"), 3)
        .input(StringLookupTest::data)
        .vary("vocabulary", List.of("a", "b", "zz"))
        .vary("num_oov_indices", 3)
        .vary("mask_token", "")
        .vary("output_mode", "count")
        .vary("salt", 7, java.util.Map.of("num_oov_indices", 3))
        .elsewhere("invert", "oov_token", "max_tokens", "pad_to_max_tokens", "idf_weights")
        .elsewhere("sparse", "encoding", "vocabulary_size")
        .check();
  }

  @Test
  void learnsTheVocabularyOfKeras() {
    assertEquals(
        List.of("[UNK]", "b", "c", "zz", "a", ""), adapted(new StringLookup()).getVocabulary());
    StringLookup masked = adapted(new StringLookup().maskToken("").numOovIndices(3));
    assertEquals(
        List.of("", "[UNK]", "[UNK]", "[UNK]", "b", "c", "zz", "a"), masked.getVocabulary());
    assertEquals(List.of("b", "c", "zz", "a"), masked.getVocabulary(false));
    assertArrayEquals(new int[] {7, 4, 3, 0, 6, 2}, masked.of(asked()).toIntArray());
    StringLookup salted = adapted(new StringLookup().numOovIndices(3).salt(7));
    assertArrayEquals(new int[] {6, 3, 0, 7, 5, 1}, salted.of(asked()).toIntArray());
    assertEquals(DType.INT64, salted.of(asked()).dtype());
  }

  @Test
  void vectorsOfTheVocabulary() {
    Facts.assertClose(
        Tensor.of(new long[][] {{1, 1, 0, 0, 1}, {1, 0, 0, 1, 0}}),
        adapted(new StringLookup().maskToken("").outputMode("multi_hot")).of(asked()),
        0,
        0);
    Facts.assertClose(
        Tensor.of(
            new long[][][] {
              {{1, 0, 0, 0}, {0, 1, 0, 0}, {1, 0, 0, 0}}, {{1, 0, 0, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}}
            }),
        adapted(new StringLookup().maxTokens(4).outputMode("one_hot")).of(asked()),
        0,
        0);
    Facts.assertClose(
        Tensor.of(
            new float[][] {
              {0.8270333f, 0.6931472f, 0, 0, 0.9162907f, 0, 0, 0, 0},
              {0.8270333f, 0, 0, 0.9162907f, 0, 0.9162907f, 0, 0, 0}
            }),
        adapted(new StringLookup().maxTokens(9).padToMaxTokens(true).outputMode("tf_idf"))
            .of(asked()),
        1e-6,
        0);
  }

  @Test
  void numbersBecomeStrings() {
    Tensor back =
        new StringLookup()
            .vocabulary("a", "b")
            .maskToken("")
            .invert(true)
            .of(Tensor.of(new int[] {0, 1, 2, 3, 9, -1}));
    assertEquals(
        List.of("", "[UNK]", "a", "b", "[UNK]", "[UNK]"), Arrays.asList(back.toStringArray()));
  }

  @Test
  void rowsStayRows() {
    var words = Strings.split(Tensor.of(new String[] {"b q", "", "c c b"}));
    assertEquals(
        "[[1, 0], [], [2, 2, 1]]", adapted(new StringLookup()).of(words).toList().toString());
    StringLookup learned = new StringLookup();
    learned.adapt(words);
    assertEquals(List.of("[UNK]", "c", "b", "q"), learned.getVocabulary());
  }

  @Test
  void batchesAreCountedTogether() {
    StringLookup layer = new StringLookup().outputMode("tf_idf");
    layer.adapt(Dataset.fromTensorSlices(data()).batch(2));
    assertEquals(adapted(new StringLookup()).getVocabulary(), layer.getVocabulary());
    Facts.assertClose(
        adapted(new StringLookup().outputMode("tf_idf")).of(asked()), layer.of(asked()), 1e-7, 0);
  }

  @Test
  void vocabulariesInFiles(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("words.txt"), "a\nb\n");
    StringLookup layer = new StringLookup().vocabulary(file);
    assertEquals(List.of("[UNK]", "a", "b"), layer.getVocabulary());
    StringLookup learned = adapted(new StringLookup());
    assertEquals(
        "[UNK]\nb\nc\nzz\na\n",
        new String(learned.assets().get("vocabulary.txt"), StandardCharsets.UTF_8));
    StringLookup copy = new StringLookup();
    copy.loadAssets(learned.assets());
    assertEquals(
        learned.getVocabulary(false).subList(0, 4), copy.getVocabulary(false).subList(0, 4));
  }

  @Test
  void mistakesAreExplained() {
    assertEquals(
        "StringLookup: \"q\" is not in the vocabulary, and num_oov_indices is 0. With"
            + " numOovIndices(1) unknown tokens have a number.\n"
            + "  in StringLookup \"s\"",
        assertThrows(
                TensorException.class,
                () ->
                    new StringLookup()
                        .name("s")
                        .vocabulary("a")
                        .numOovIndices(0)
                        .of(Tensor.of(new String[] {"a", "q"})))
            .getMessage());
    assertEquals(
        "A vocabulary has every token once, but these occur again: [b].",
        assertThrows(
                IllegalArgumentException.class,
                () -> new StringLookup().vocabulary("a", "b", "b").getVocabulary())
            .getMessage());
    assertEquals(
        "The mask token \"\" stands at place 1 of the vocabulary. Leave special tokens out, or put"
            + " all of them in front: [, [UNK]]",
        assertThrows(
                IllegalArgumentException.class,
                () -> new StringLookup().maskToken("").vocabulary("a", "").getVocabulary())
            .getMessage());
    Layer numbers = new StringLookup().name("s");
    assertEquals(
        "StringLookup takes strings, but int32 came. IntegerLookup takes whole numbers.\n"
            + "  in StringLookup \"s\"",
        assertThrows(TensorException.class, () -> numbers.of(Tensor.of(new int[] {1})))
            .getMessage());
    assertEquals(
        "StringLookup: the vocabulary was given, so there is nothing to learn. Leave"
            + " vocabulary(…) out.",
        assertThrows(IllegalStateException.class, () -> adapted(new StringLookup().vocabulary("a")))
            .getMessage());
  }
}

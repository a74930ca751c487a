package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import keratin.data.Dataset;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.core.Input;
import keratin.models.Sequential;
import keratin.ops.Strings;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TextVectorizationTest {
  private static Tensor texts() {
    return Tensor.of(
        new String[] {
          "The cat sat on the mat.", "A dog! and a CAT, and a cow", "  the  end ", "Ünï ÄÖ the mät"
        });
  }

  private static TextVectorization adapted(TextVectorization layer) {
    layer.adapt(texts());
    return layer;
  }

  private static void assertRows(String expected, Tensor numbers) {
    assertEquals(DType.INT64, numbers.dtype());
    int width = numbers.shape().dim(1);
    long[] all = numbers.toLongArray();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < numbers.shape().dim(0); i++) {
      rows.append(Arrays.toString(Arrays.copyOfRange(all, i * width, (i + 1) * width)));
    }
    assertEquals(expected, rows.toString());
  }

  @Test
  void keepsTheContract() {
    new LayerContract(
            () -> new TextVectorization().vocabulary("the", "cat", "and a").outputSequenceLength(8),
            1)
        .input(() -> texts().expandDims(-1))
        .vary("vocabulary", List.of("the", "dog"))
        .vary("standardize", "lower")
        .vary("split", "character")
        .vary("ngrams", 2)
        .vary("output_mode", "count")
        .vary("output_sequence_length", 4)
        .elsewhere("ragged", "max_tokens", "pad_to_max_tokens", "idf_weights")
        .elsewhere("sparse", "encoding", "vocabulary_size")
        .check();
  }

  @Test
  void learnsTheVocabularyOfKeras() {
    TextVectorization layer = adapted(new TextVectorization());
    assertEquals(
        List.of(
            "", "[UNK]", "the", "a", "cat", "and", "Ünï", "ÄÖ", "sat", "on", "mät", "mat", "end",
            "dog", "cow"),
        layer.getVocabulary());
    assertRows(
        "[2, 4, 8, 9, 2, 11, 0, 0][3, 13, 5, 3, 4, 5, 3, 14][2, 12, 0, 0, 0, 0, 0, 0]"
            + "[6, 7, 2, 10, 0, 0, 0, 0]",
        layer.of(texts()));
    assertRows(
        "[2, 4, 1, 1, 2, 1, 0, 0][3, 1, 5, 3, 4, 5, 3, 1][2, 1, 0, 0, 0, 0, 0, 0]"
            + "[1, 1, 2, 1, 0, 0, 0, 0]",
        adapted(new TextVectorization().maxTokens(6)).of(texts()));
    assertEquals(15, layer.getConfig().get("vocabulary_size"));
  }

  @Test
  void sequencesOfOneLength() {
    assertRows(
        "[2, 4, 8, 9][3, 13, 5, 3][2, 12, 0, 0][6, 7, 2, 10]",
        adapted(new TextVectorization().outputSequenceLength(4)).of(texts()));
    assertEquals(
        "[[2, 4, 8], [3, 13, 5], [2, 12], [6, 7, 2]]",
        adapted(new TextVectorization().ragged(true).outputSequenceLength(3))
            .ofRagged(texts())
            .toList()
            .toString());
    assertEquals(
        "[[2, 12]]",
        adapted(new TextVectorization())
            .ofRagged(Tensor.of(new String[] {"the end"}))
            .toList()
            .toString());
  }

  @Test
  void piecesOfTexts() {
    TextVectorization letters =
        adapted(new TextVectorization().split("character").standardize("lower"));
    assertEquals(
        "[, [UNK],  , t, a, n, e, h, d, o, c, m, ï, ä, Ü, Ö, Ä, w, s, g, ., ,, !]",
        letters.getVocabulary().toString());
    assertArrayEquals(
        new int[] {14, 5, 12, 2, 16, 15, 2, 3, 7, 6, 2, 11, 13, 3},
        letters.of(texts()).get("3, :14").toIntArray());
    TextVectorization whole =
        adapted(new TextVectorization().split((String) null).standardize((String) null));
    assertArrayEquals(new int[] {3, 4, 5, 2}, whole.of(texts()).toIntArray());
    TextVectorization pairs =
        adapted(new TextVectorization().ngrams(List.of(2, 3)).standardize("strip_punctuation"));
    assertEquals("and a", pairs.getVocabulary().get(2));
    assertArrayEquals(
        new int[] {24, 17, 11, 13, 8, 23, 16, 10, 12, 0, 0, 0, 0},
        pairs.of(texts()).get("0").toIntArray());
    TextVectorization own =
        adapted(
            new TextVectorization()
                .standardize(Strings::upper)
                .split(lines -> Strings.split(lines, "T")));
    assertEquals(
        "HE MA", own.getVocabulary().stream().filter("HE MA"::equals).findAny().orElse(""));
  }

  @Test
  void vectorsOfTheVocabulary() {
    Facts.assertClose(
        Tensor.of(
            new long[][] {
              {8, 2, 0, 1, 0, 0, 0, 0},
              {7, 0, 3, 1, 2, 2, 0, 0},
              {2, 1, 0, 0, 0, 0, 0, 0},
              {4, 1, 0, 0, 0, 0, 1, 1}
            }),
        adapted(
                new TextVectorization()
                    .outputMode("count")
                    .ngrams(2)
                    .maxTokens(8)
                    .padToMaxTokens(true))
            .of(texts()),
        0,
        0);
    Tensor weighted = adapted(new TextVectorization().outputMode("tf_idf")).of(texts());
    Facts.assertClose(
        Tensor.of(new float[] {0, 0, 3.2958369f, 0.84729785f, 2.1972246f}),
        weighted.get("1, :5"),
        1e-6,
        0);
  }

  @Test
  void modelsAndDatasetsOfTexts() {
    TextVectorization words = new TextVectorization().outputSequenceLength(4);
    words.adapt(Dataset.fromTensorSlices(texts()).batch(3));
    var model = new Sequential(new Input(1).dtype(DType.STRING), words);
    assertEquals(Shape.of(Shape.UNKNOWN, 4), model.outputShapes().getFirst());
    assertRows(
        "[2, 4, 8, 9][3, 13, 5, 3][2, 12, 0, 0][6, 7, 2, 10]", model.of(texts().expandDims(-1)));
  }

  @Test
  void mistakesAreExplained() {
    assertEquals(
        "TextVectorization cuts texts of the shape (batch,) or (batch, 1), but (2, 2) came.\n"
            + "  in TextVectorization \"t\"",
        assertThrows(
                ShapeException.class,
                () ->
                    new TextVectorization()
                        .name("t")
                        .of(Tensor.of(new String[][] {{"a", "b"}, {"c", "d"}})))
            .getMessage());
    assertEquals(
        "TextVectorization: split must be one of [whitespace, character] or null, but \"word\""
            + " came.",
        assertThrows(IllegalArgumentException.class, () -> new TextVectorization().split("word"))
            .getMessage());
    assertEquals(
        "TextVectorization: vocabulary must be a list of tokens, a string or null, but \"x\""
            + " came.\n"
            + "  To read a file of tokens, give its path: vocabulary(Path.of(\"x\"))",
        assertThrows(
                IllegalArgumentException.class,
                () -> new TextVectorization().configure(Map.of("vocabulary", "x")))
            .getMessage());
  }
}

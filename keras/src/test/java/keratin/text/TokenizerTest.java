package keratin.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.random.GlobalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Keras gives for the same texts. */
@Tag("F3")
class TokenizerTest {
  private static final List<String> TEXTS =
      List.of("The cat sat on the mat.", "A dog, a cat", "the end; (the end)");

  private static Tokenizer learned(Tokenizer tokenizer, List<String> texts) {
    tokenizer.fitOnTexts(texts);
    return tokenizer;
  }

  @Test
  void wordsAreNumberedByFrequency() {
    Tokenizer tokenizer = learned(new Tokenizer().oovToken("<OOV>").numWords(6), TEXTS);
    assertEquals(
        "{<OOV>=1, the=2, cat=3, a=4, end=5, sat=6, on=7, mat=8, dog=9}",
        tokenizer.wordIndex().toString());
    var sequences = tokenizer.textsToSequences(List.of("the dog sat on a bird", ""));
    assertEquals("[[2, 1, 1, 1, 4, 1], []]", sequences.toString());
    assertEquals(
        List.of("the <OOV> <OOV> <OOV> a <OOV>", ""), tokenizer.sequencesToTexts(sequences));
    assertEquals(3, tokenizer.documentCount());
    assertEquals(2, tokenizer.wordDocs().get("the"));
    assertEquals(4, tokenizer.wordCounts().get("the"));
    Tokenizer plain = learned(new Tokenizer().numWords(3), TEXTS);
    assertEquals(List.of(List.of(1, 2)), plain.textsToSequences(List.of("the bird, a cat")));
    assertEquals(List.of("the"), plain.sequencesToTexts(List.of(List.of(1, 5))));
  }

  @Test
  void rowsOfWords() {
    Tokenizer tokenizer = learned(new Tokenizer().oovToken("<OOV>").numWords(6), TEXTS);
    assertRow(tokenizer, "binary", 0, 1, 1, 1, 0, 0);
    assertRow(tokenizer, "count", 0, 3, 2, 1, 0, 0);
    assertRow(tokenizer, "freq", 0, 0.5, 1 / 3.0, 1 / 6.0, 0, 0);
    assertRow(tokenizer, "tfidf", 0, 2.909294381957509, 1.1736001944781467, Math.log(2), 0, 0);
    assertEquals(
        "Tokenizer: mode must be \"binary\", \"count\", \"freq\" or \"tfidf\", but \"tf\" came.",
        assertThrows(IllegalArgumentException.class, () -> tokenizer.textsToMatrix(TEXTS, "tf"))
            .getMessage());
    assertEquals(
        "Tokenizer: say how many words there are, numWords(1000), or learn them: fitOnTexts(…)",
        assertThrows(
                IllegalStateException.class, () -> new Tokenizer().textsToMatrix(TEXTS, "count"))
            .getMessage());
  }

  private static void assertRow(Tokenizer tokenizer, String mode, double... expected) {
    double[] row = tokenizer.textsToMatrix(TEXTS.subList(0, 1), mode).toDoubleArray();
    assertArrayEquals(expected, row, 1e-12, mode);
  }

  @Test
  void charactersAsWords() {
    Tokenizer letters = learned(new Tokenizer().charLevel(true), List.of("aBa c"));
    assertEquals("{a=1, b=2,  =3, c=4}", letters.wordIndex().toString());
    assertEquals(List.of(List.of(4, 1, 2)), letters.textsToSequences(List.of("cab")));
  }

  @Test
  void pairsOfWords() {
    GlobalRandom.setRandomSeed(3);
    Skipgrams pairs = Skipgrams.skipgrams(List.of(1, 2, 0, 3), 5, 1, 1, true, null, 4L);
    assertEquals("[[2, 2], [1, 2], [1, 3], [2, 1]]", pairs.couples().toString());
    assertEquals("[0, 1, 0, 1]", pairs.labels().toString());
    GlobalRandom.setRandomSeed(3);
    Skipgrams half = Skipgrams.skipgrams(List.of(1, 2, 3, 4, 1), 5, 2, 0.5, false, null, null);
    assertEquals(
        "[[1, 3], [1, 4], [4, 2], [1, 4], [3, 4], [4, 4], [1, 2]]",
        half.couples().subList(12, 19).toString());
    assertArrayEquals(
        new double[] {
          0.0031522478751942504, 0.0031522478751942504, 0.0054759726939176976, 0.007415564097374219
        },
        Skipgrams.makeSamplingTable(4),
        1e-15);
    GlobalRandom.clear();
  }
}

package keratin.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keratin.layers.core.Embedding;
import keratin.random.Seed;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("F4")
class WordVectorsTest {
  @TempDir private Path folder;

  private WordVectors glove(String text) throws IOException {
    return WordVectors.readGlove(Files.writeString(folder.resolve("glove.txt"), text));
  }

  @Test
  void readsText() throws IOException {
    WordVectors words = glove("the 1 0 0.5\n. . . 0 1 0\ncat 0 0 -2e-1\n");
    assertEquals(List.of("the", ". . .", "cat"), words.words());
    assertArrayEquals(new float[] {0, 0, -0.2f}, words.vector("cat").toFloatArray());
    Path counted = Files.writeString(folder.resolve("w2v.txt"), "2 2\na 1 0\nb 0.6 0.8\n");
    WordVectors two = WordVectors.readWord2VecText(counted);
    assertEquals(0.6, two.similarity("a", "b"), 1e-7);
    assertEquals(
        "Word vectors: line 2 of %s has 1 numbers, but the first has 3."
            .formatted(folder.resolve("glove.txt")),
        assertThrows(IllegalArgumentException.class, () -> glove("the 1 0 2\na 1\n")).getMessage());
  }

  @Test
  void readsBinary() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("3 2\n".getBytes(StandardCharsets.UTF_8));
    float[][] vectors = {{1, 2}, {3, 4}, {5, 6}};
    for (int i = 0; i < 3; i++) {
      bytes.write((List.of("ä", "b_c", "d").get(i) + " ").getBytes(StandardCharsets.UTF_8));
      ByteBuffer numbers = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      bytes.write(numbers.putFloat(vectors[i][0]).putFloat(vectors[i][1]).array());
      bytes.write('\n');
    }
    Path file = Files.write(folder.resolve("v.bin"), bytes.toByteArray());
    WordVectors words = WordVectors.readWord2VecBinary(file);
    assertEquals(List.of("ä", "b_c", "d"), words.words());
    assertArrayEquals(new float[] {3, 4}, words.vector("b_c").toFloatArray());
    assertEquals(2, WordVectors.readWord2VecBinary(file, 2).words().size());
  }

  @Test
  void similarWordsAndDirections() throws IOException {
    WordVectors words = glove("king 1 1 0\nqueen 1 0 1\nman 0 1 0\nwoman 0 0 1\ncar 1 -1 -1\n");
    assertEquals("woman", words.mostSimilar("queen", 1).getFirst().word());
    assertEquals(
        "queen", words.mostSimilar(List.of("king", "woman"), List.of("man"), 1).getFirst().word());
    assertEquals(
        "There is no vector of \"cow\" among 5 words.",
        assertThrows(IllegalArgumentException.class, () -> words.vector("cow")).getMessage());
  }

  @Test
  void weightsOfAnEmbedding() throws IOException {
    WordVectors words = glove("the 1 2\ncat 3 4\ndog 5 6\n");
    Map<String, Integer> numbers = Map.of("cat", 1, "bird", 2, "dog", 9);
    Embedding layer = words.embedding(numbers, 3);
    assertArrayEquals(
        new float[] {3, 4, 0, 0}, layer.of(Tensor.of(new int[] {1, 2})).toFloatArray());
    assertTrue(layer.trainableVariables().isEmpty());
    layer.trainable(true);
    assertEquals(1, layer.trainableVariables().size());
    assertArrayEquals(
        new float[] {0, 0, 1, 2, 0, 0}, words.matrix(List.of("", "the", "[UNK]")).toFloatArray());
  }

  @Test
  void realVectors() {
    String named = System.getenv("KERATIN_DATA");
    Path data = named == null ? Path.of("..", "..", "shared", "data") : Path.of(named);
    Path file = data.resolve("glove/glove.6B.50d.first2446.utf8.txt");
    assumeTrue(Files.exists(file), () -> file + " is not here");
    WordVectors words = WordVectors.readGlove(file);
    assertEquals(2446, words.words().size());
    assertEquals(50, words.dimensions());
    assertEquals("france", words.mostSimilar("french", 1).getFirst().word());
    assertEquals(
        List.of("queen", "prince", "daughter"),
        words.mostSimilar(List.of("king", "woman"), List.of("man"), 3).stream()
            .map(WordVectors.Similar::word)
            .toList());
  }

  @Test
  void temperature() {
    Tensor logits = Tensor.of(new float[] {0, 2, 1});
    assertEquals(1, Sampling.fromLogits(logits, 0.01, Seed.of(1)));
    int[] counts = new int[3];
    for (int i = 0; i < 300; i++) {
      counts[
          Sampling.fromProbabilities(Tensor.of(new float[] {0.2f, 0.5f, 0.3f}), 1, Seed.of(i))]++;
    }
    assertEquals(150, counts[1], 30);
    assertThrows(IllegalArgumentException.class, () -> Sampling.fromLogits(logits, 0, Seed.of(1)));
  }
}

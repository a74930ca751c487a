package keratin.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Word vectors as lines of text: a word, then its numbers, with spaces between. */
final class VectorText {
  /** What was read: the numbers of one word behind those of the other. */
  record Read(List<String> words, float[] vectors, int dimensions) {}

  private final BufferedReader lines;
  private final String source;
  private int dimensions;

  VectorText(InputStream in, String source) {
    lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.source = source;
  }

  Read read(boolean hasCounts) throws IOException {
    List<String> words = new ArrayList<>();
    float[] vectors = new float[0];
    String line = lines.readLine();
    if (hasCounts && line != null) {
      dimensions = Integer.parseInt(line.strip().split(" ")[1]);
      line = lines.readLine();
    }
    for (; line != null; line = lines.readLine()) {
      String[] parts = line.stripTrailing().split(" ");
      if (dimensions == 0) {
        dimensions = parts.length - 1;
      }
      int used = words.size() * dimensions;
      if (vectors.length < used + dimensions) {
        vectors = Arrays.copyOf(vectors, Math.max(used + dimensions, used * 2));
      }
      words.add(word(parts, words.size()));
      for (int i = 0; i < dimensions; i++) {
        vectors[used + i] = number(parts[parts.length - dimensions + i], words);
      }
    }
    return new Read(words, Arrays.copyOf(vectors, words.size() * dimensions), dimensions);
  }

  /** All before the numbers: a few words of GloVe have spaces. */
  private String word(String[] parts, int line) {
    int length = parts.length - dimensions;
    if (length < 1) {
      throw new IllegalArgumentException(
          "Word vectors: line %d of %s has %d numbers, but the first has %d."
              .formatted(line + 1, source, parts.length - 1, dimensions));
    }
    return String.join(" ", Arrays.asList(parts).subList(0, length));
  }

  private float number(String text, List<String> words) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Word vectors: \"%s\" in line %d of %s is no number."
              .formatted(text, words.size(), source),
          e);
    }
  }
}

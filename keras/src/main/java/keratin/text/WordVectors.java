package keratin.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import keratin.layers.core.Embedding;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Words as vectors in which similar words are close, as GloVe and word2vec learn them.
 *
 * <pre>{@code
 * WordVectors words = WordVectors.readGlove(Path.of("glove.6B.50d.txt"));
 * words.mostSimilar("king", 5);                                          // prince, queen, …
 * words.mostSimilar(List.of("king", "woman"), List.of("man"), 1);        // queen
 * Embedding layer = words.embedding(tokenizer.wordIndex(), 10_000);
 * }</pre>
 *
 * @see <a href="https://nlp.stanford.edu/projects/glove/">Pennington et al. 2014</a>
 * @see <a href="https://arxiv.org/abs/1301.3781">Mikolov et al. 2013</a>
 */
public final class WordVectors {
  private final List<String> words;
  private final Map<String, Integer> places;
  private final int dimensions;
  private final float[] vectors;

  private WordVectors(List<String> words, float[] vectors, int dimensions) {
    this.words = List.copyOf(words);
    this.vectors = vectors;
    this.dimensions = dimensions;
    Map<String, Integer> index = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      index.putIfAbsent(words.get(i), i);
    }
    places = Collections.unmodifiableMap(index);
  }

  /** The vectors of words: one row for each, {@code (words, dimensions)}. */
  public static WordVectors of(List<String> words, Tensor vectors) {
    if (vectors.rank() != 2 || vectors.shape().dim(0) != words.size()) {
      throw new IllegalArgumentException(
          "%d words need as many vectors, but %s came.".formatted(words.size(), vectors.shape()));
    }
    return new WordVectors(words, vectors.toFloatArray(), vectors.shape().dim(1));
  }

  // ---- files ----

  /** Reads a text file of GloVe: in each line a word and its numbers. */
  public static WordVectors readGlove(Path file) {
    return reading(file, in -> new VectorText(in, file.toString()).read(false));
  }

  /** Reads a text file of word2vec: as GloVe's, with the counts of words and numbers in front. */
  public static WordVectors readWord2VecText(Path file) {
    return reading(file, in -> new VectorText(in, file.toString()).read(true));
  }

  /**
   * Reads a binary file of word2vec: {@code GoogleNews-vectors-negative300.bin.gz}, for example.
   */
  public static WordVectors readWord2VecBinary(Path file) {
    return readWord2VecBinary(file, Integer.MAX_VALUE);
  }

  /**
   * As {@link #readWord2VecBinary(Path)}, only the first words: the most frequent ones.
   *
   * @param most how many words to read
   */
  public static WordVectors readWord2VecBinary(Path file, int most) {
    return reading(file, in -> binary(in, file, most));
  }

  private interface Reader {
    VectorText.Read read(InputStream in) throws IOException;
  }

  private static WordVectors reading(Path file, Reader reader) {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream in =
            file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes) {
      VectorText.Read read = reader.read(in);
      return new WordVectors(read.words(), read.vectors(), read.dimensions());
    } catch (IOException e) {
      throw new UncheckedIOException("Word vectors: %s cannot be read.".formatted(file), e);
    }
  }

  private static VectorText.Read binary(InputStream in, Path file, int most) throws IOException {
    String[] counts = until(in, '\n').strip().split(" ");
    int count = Math.min(most, Integer.parseInt(counts[0]));
    int dimensions = Integer.parseInt(counts[1]);
    List<String> words = new ArrayList<>();
    float[] vectors = new float[Math.multiplyExact(count, dimensions)];
    for (int i = 0; i < count; i++) {
      words.add(until(in, ' ').stripLeading());
      byte[] numbers = in.readNBytes(dimensions * Float.BYTES);
      if (numbers.length < dimensions * Float.BYTES) {
        throw new IOException(
            "%s ends after %d of %d words. Copy or download it again.".formatted(file, i, count));
      }
      ByteBuffer.wrap(numbers)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(vectors, i * dimensions, dimensions);
    }
    return new VectorText.Read(words, vectors, dimensions);
  }

  private static String until(InputStream in, char end) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != end; b = in.read()) {
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  // ---- words ----

  /** The words in the order of the file, the most frequent first. */
  public List<String> words() {
    return words;
  }

  /** How many numbers a vector has. */
  public int dimensions() {
    return dimensions;
  }

  /** True if the word has a vector. */
  public boolean contains(String word) {
    return places.containsKey(word);
  }

  /**
   * The vector of a word, {@code (dimensions,)}.
   *
   * @throws IllegalArgumentException if it has none
   */
  public Tensor vector(String word) {
    int from = place(word) * dimensions;
    return Tensor.of(Arrays.copyOfRange(vectors, from, from + dimensions), Shape.of(dimensions));
  }

  private int place(String word) {
    Integer place = places.get(word);
    if (place == null) {
      throw new IllegalArgumentException(
          "There is no vector of \"%s\" among %d words.".formatted(word, words.size()));
    }
    return place;
  }

  /** The cosine of the angle between two words: 1 for the same direction, −1 for the opposite. */
  public double similarity(String a, String b) {
    return cosine(direction(place(a)), place(b));
  }

  private double[] direction(int place) {
    double[] direction = new double[dimensions];
    double square = 0;
    for (int i = 0; i < dimensions; i++) {
      direction[i] = vectors[place * dimensions + i];
      square += direction[i] * direction[i];
    }
    double length = Math.sqrt(Math.max(square, Double.MIN_NORMAL));
    Arrays.setAll(direction, i -> direction[i] / length);
    return direction;
  }

  private double cosine(double[] direction, int place) {
    double[] other = direction(place);
    double product = 0;
    for (int i = 0; i < dimensions; i++) {
      product += direction[i] * other[i];
    }
    return product;
  }

  /** A word and how similar it is. */
  public record Similar(String word, double similarity) {}

  /** The words that are most similar to one, the most similar first. */
  public List<Similar> mostSimilar(String word, int count) {
    return mostSimilar(List.of(word), List.of(), count);
  }

  /**
   * The words that are most similar to a sum of directions: what is to {@code "woman"} as {@code
   * "king"} to {@code "man"}.
   *
   * @param positive words that are added
   * @param negative words that are taken away
   */
  public List<Similar> mostSimilar(
      Collection<String> positive, Collection<String> negative, int count) {
    double[] sum = new double[dimensions];
    positive.forEach(word -> add(sum, direction(place(word)), 1));
    negative.forEach(word -> add(sum, direction(place(word)), -1));
    double length = Math.sqrt(Arrays.stream(sum).map(v -> v * v).sum());
    Arrays.setAll(sum, i -> sum[i] / Math.max(length, Double.MIN_NORMAL));
    Set<String> asked = new java.util.HashSet<>(positive);
    asked.addAll(negative);
    return IntStream.range(0, words.size())
        .parallel()
        .filter(i -> !asked.contains(words.get(i)))
        .mapToObj(i -> new Similar(words.get(i), cosine(sum, i)))
        .sorted(Comparator.comparingDouble(Similar::similarity).reversed())
        .limit(count)
        .toList();
  }

  private static void add(double[] sum, double[] direction, int sign) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += sign * direction[i];
    }
  }

  // ---- embeddings ----

  /**
   * The vectors in the order of word numbers, {@code (size, dimensions)}; zeros for words that have
   * none.
   *
   * @param numbers of words, as {@link Tokenizer#wordIndex} gives them
   * @param size how many rows; words with larger numbers are left out
   */
  public Tensor matrix(Map<String, Integer> numbers, int size) {
    float[] rows = new float[Math.multiplyExact(size, dimensions)];
    numbers.forEach(
        (word, number) -> {
          Integer place = places.get(word);
          if (place != null && number >= 0 && number < size) {
            System.arraycopy(vectors, place * dimensions, rows, number * dimensions, dimensions);
          }
        });
    return Tensor.of(rows, Shape.of(size, dimensions));
  }

  /** The same for the vocabulary of a {@code TextVectorization}: a word's place is its number. */
  public Tensor matrix(List<@Nullable String> vocabulary) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (int i = 0; i < vocabulary.size(); i++) {
      String word = vocabulary.get(i);
      if (word != null) {
        numbers.putIfAbsent(word, i);
      }
    }
    return matrix(numbers, vocabulary.size());
  }

  /**
   * An embedding layer with these vectors as its weights, frozen; {@code trainable(true)} lets it
   * learn on.
   */
  public Embedding embedding(Map<String, Integer> numbers, int size) {
    Embedding layer = new Embedding(size, dimensions);
    layer.buildFor(Shape.of(Shape.UNKNOWN));
    layer.setWeights(List.of(matrix(numbers, size)));
    layer.trainable(false);
    return layer;
  }
}

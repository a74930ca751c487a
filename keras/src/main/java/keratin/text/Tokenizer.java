package keratin.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Texts as lists of word numbers, the most frequent word being 1: {@code
 * keras.preprocessing.text.Tokenizer} of Keras 2. 0 is no word, for padding.
 *
 * {@snippet :
 * var tokenizer = new Tokenizer().numWords(1000).oovToken("<OOV>");
 * tokenizer.fitOnTexts(List.of("The cat sat.", "The dog!"));
 * tokenizer.textsToSequences(List.of("the bird sat"));       // [[2, 1, 4]]
 * tokenizer.sequencesToTexts(List.of(List.of(2, 3)));        // [the cat]
 * }
 *
 * <p>New models rather use {@link keratin.layers.preprocessing.TextVectorization}, which can be
 * part of them.
 */
public final class Tokenizer {
  /** What is no part of words by default. */
  public static final String FILTERS = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

  private int numWords;
  private String filters = FILTERS;
  private boolean lower = true;
  private String split = " ";
  private boolean charLevel;
  private @Nullable String oovToken;
  private int documentCount;
  private final Map<String, Integer> wordCounts = new LinkedHashMap<>();
  private final Map<String, Integer> wordDocs = new HashMap<>();
  private Map<String, Integer> wordIndex = Map.of();
  private final Map<Integer, String> indexWord = new HashMap<>();
  private final Map<Integer, Integer> indexDocs = new HashMap<>();

  /** Words in lower case, split at spaces. */
  public Tokenizer() {}

  /** Uses only the {@code count − 1} most frequent words. */
  public Tokenizer numWords(int count) {
    numWords = count;
    return this;
  }

  /** The characters that are taken out of texts; {@link #FILTERS} by default. */
  public Tokenizer filters(String characters) {
    filters = characters;
    return this;
  }

  /** Whether texts are brought to lower case; true by default. */
  public Tokenizer lower(boolean on) {
    lower = on;
    return this;
  }

  /** What stands between words; a space by default. */
  public Tokenizer split(String separator) {
    split = separator;
    return this;
  }

  /** Whether every character is a word. */
  public Tokenizer charLevel(boolean on) {
    charLevel = on;
    return this;
  }

  /** What stands for unknown words, as number 1; without it they are left out. */
  public Tokenizer oovToken(String token) {
    oovToken = token;
    return this;
  }

  // ---- learning ----

  /** Counts the words of texts, and numbers them anew. */
  public void fitOnTexts(List<String> texts) {
    for (String text : texts) {
      documentCount++;
      List<String> words = words(text);
      words.forEach(w -> wordCounts.merge(w, 1, Integer::sum));
      new HashSet<>(words).forEach(w -> wordDocs.merge(w, 1, Integer::sum));
    }
    Map<String, Integer> numbered = new LinkedHashMap<>();
    if (oovToken != null) {
      numbered.put(oovToken, 1);
    }
    wordCounts.entrySet().stream()
        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
        .forEach(e -> numbered.put(e.getKey(), numbered.size() + 1));
    wordIndex = numbered;
    indexWord.clear();
    wordIndex.forEach((word, index) -> indexWord.put(index, word));
    wordDocs.forEach((word, count) -> indexDocs.put(wordIndex.getOrDefault(word, 0), count));
  }

  /** Counts in how many of these documents words occur, for {@code "tfidf"}. */
  public void fitOnSequences(List<List<Integer>> sequences) {
    documentCount += sequences.size();
    for (List<Integer> sequence : sequences) {
      new HashSet<>(sequence).forEach(i -> indexDocs.merge(i, 1, Integer::sum));
    }
  }

  private List<String> words(String text) {
    return charLevel
        ? characters(lower ? text.toLowerCase(Locale.ROOT) : text)
        : textToWordSequence(text, filters, lower, split);
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /** The words of a text in lower case, without punctuation. */
  public static List<String> textToWordSequence(String text) {
    return textToWordSequence(text, FILTERS, true, " ");
  }

  /**
   * The words of a text.
   *
   * @param filters characters that separate words as {@code split} does
   */
  public static List<String> textToWordSequence(
      String text, String filters, boolean lower, String split) {
    String cased = lower ? text.toLowerCase(Locale.ROOT) : text;
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= cased.length(); i++) {
      boolean cut = i < cased.length() && cased.startsWith(split, i);
      if (i == cased.length() || cut || filters.indexOf(cased.charAt(i)) >= 0) {
        if (i > start) {
          words.add(cased.substring(start, i));
        }
        start = i + (cut ? split.length() : 1);
        i = start - 1;
      }
    }
    return words;
  }

  // ---- using ----

  private boolean isUsed(int index) {
    return numWords == 0 || index < numWords;
  }

  /** The numbers of the words of each text. */
  public List<List<Integer>> textsToSequences(List<String> texts) {
    Integer unknown = oovToken == null ? null : wordIndex.get(oovToken);
    List<List<Integer>> sequences = new ArrayList<>();
    for (String text : texts) {
      List<Integer> sequence = new ArrayList<>();
      for (String word : words(text)) {
        Integer index = wordIndex.get(word);
        if (index != null && isUsed(index)) {
          sequence.add(index);
        } else if (unknown != null) {
          sequence.add(unknown);
        }
      }
      sequences.add(sequence);
    }
    return sequences;
  }

  /** The words of each sequence of numbers, with spaces between. */
  public List<String> sequencesToTexts(List<List<Integer>> sequences) {
    return sequences.stream()
        .map(
            sequence ->
                sequence.stream()
                    .map(i -> isUsed(i) ? indexWord.getOrDefault(i, unknown()) : unknown())
                    .filter(w -> !w.isEmpty())
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private String unknown() {
    return oovToken == null ? "" : oovToken;
  }

  /** As {@link #sequencesToMatrix}, of texts. */
  public Tensor textsToMatrix(List<String> texts, String mode) {
    return sequencesToMatrix(textsToSequences(texts), mode);
  }

  /**
   * A row of numbers for each text, one for each word.
   *
   * @param mode {@code "binary"}: whether the word occurs. {@code "count"}: how often. {@code
   *     "freq"}: as a part of the words. {@code "tfidf"}: {@code (1 + ln count) · ln(1 + documents
   *     / (1 + documents with the word))}
   * @return float64 {@code (texts, numWords)}
   * @throws IllegalStateException if the number of words is not known yet
   */
  public Tensor sequencesToMatrix(List<List<Integer>> sequences, String mode) {
    if (numWords == 0 && wordIndex.isEmpty()) {
      throw new IllegalStateException(
          "Tokenizer: say how many words there are, numWords(1000), or learn them: fitOnTexts(…)");
    }
    int width = numWords == 0 ? wordIndex.size() + 1 : numWords;
    double[][] rows = new double[sequences.size()][width];
    for (int i = 0; i < rows.length; i++) {
      List<Integer> sequence = sequences.get(i);
      Map<Integer, Integer> counts = new HashMap<>();
      sequence.stream().filter(j -> j < width).forEach(j -> counts.merge(j, 1, Integer::sum));
      double[] row = rows[i];
      counts.forEach((j, count) -> row[j] = weight(mode, j, count, sequence.size()));
    }
    return Tensor.of(rows);
  }

  private double weight(String mode, int index, int count, int length) {
    return switch (mode) {
      case "binary" -> 1;
      case "count" -> count;
      case "freq" -> (double) count / length;
      case "tfidf" -> {
        if (documentCount == 0) {
          throw new IllegalStateException(
              "Tokenizer: \"tfidf\" needs documents to have been counted: fitOnTexts(…)");
        }
        double rarity = 1 + documentCount / (1.0 + indexDocs.getOrDefault(index, 0));
        yield (1 + Math.log(count)) * Math.log(rarity);
      }
      default ->
          throw new IllegalArgumentException(
              "Tokenizer: mode must be \"binary\", \"count\", \"freq\" or \"tfidf\", but \"%s\""
                      .formatted(mode)
                  + " came.");
    };
  }

  // ---- what was learned ----

  /** The number of every word, also of those that are too rare to be used. */
  public Map<String, Integer> wordIndex() {
    return Collections.unmodifiableMap(wordIndex);
  }

  /** The word of every number. */
  public Map<Integer, String> indexWord() {
    return Collections.unmodifiableMap(indexWord);
  }

  /** How often every word occurred, in the order in which they first did. */
  public Map<String, Integer> wordCounts() {
    return Collections.unmodifiableMap(wordCounts);
  }

  /** In how many documents every word occurred. */
  public Map<String, Integer> wordDocs() {
    return Collections.unmodifiableMap(wordDocs);
  }

  /** How many documents were counted. */
  public int documentCount() {
    return documentCount;
  }
}

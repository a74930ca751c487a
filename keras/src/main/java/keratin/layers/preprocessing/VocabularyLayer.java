package keratin.layers.preprocessing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.layers.FluentLayer;
import keratin.ops.Ragged;
import keratin.tensor.DType;
import keratin.tensor.Ints;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * What layers with a vocabulary have in common. The vocabulary is given, read from a file, or
 * learned from data by {@code adapt}: the most frequent tokens first, equally frequent ones in
 * falling order.
 *
 * @param <SELF> the layer's own class
 * @param <T> a token: a string or a whole number
 */
public abstract class VocabularyLayer<SELF extends VocabularyLayer<SELF, T>, T>
    extends FluentLayer<SELF> {
  static final String TF_IDF = "tf_idf";
  static final String VOCABULARY_FILE = "vocabulary.txt";
  private static final Kind<String> WORDS =
      Kind.oneOf(Encoding.INT, Encoding.ONE_HOT, Encoding.MULTI_HOT, Encoding.COUNT, TF_IDF);
  private static final Kind<String> MODE =
      new Kind<>(WORDS.name(), v -> WORDS.parse().apply(VocabularyLayer.today(v)), WORDS.write());

  /** Where a vocabulary is from. */
  private record Source<T>(List<T> tokens, @Nullable List<Double> weights, boolean isPlain) {}

  private final TokenType<T> type;
  private final Option<@Nullable Integer> maxTokens;
  private final Option<String> outputMode = option("output_mode", MODE, Encoding.INT);
  private final Option<Boolean> padToMaxTokens = option("pad_to_max_tokens", Kind.BOOL, false);
  private final Option<@Nullable List<T>> vocabulary;
  private final Option<@Nullable List<Double>> idfWeights =
      option("idf_weights", Discretization.NUMBERS.orNull(), null);
  private @Nullable Source<T> replaced;
  private @Nullable Vocabulary<T> known;
  private double @Nullable [] allWeights;

  VocabularyLayer(TokenType<T> type) {
    this.type = type;
    Kind<Integer> size = new Kind<>("an integer above 1", VocabularyLayer::aboveOne, v -> v);
    maxTokens = option("max_tokens", size.orNull(), null);
    vocabulary = option("vocabulary", type.list().orNull(), null);
    option("vocabulary_size", Kind.INT.orNull(), null);
    option("sparse", Encoding.SPARSE, false);
  }

  private static Object today(Object mode) {
    return mode.equals("binary") ? Encoding.MULTI_HOT : mode.equals("tf-idf") ? TF_IDF : mode;
  }

  private static Integer aboveOne(Object source) {
    Integer number = Kind.POSITIVE.parse().apply(source);
    if (number == 1) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  /** The special tokens, by the options. */
  abstract SpecialTokens<T> special();

  /** The number of a token that is not known. */
  abstract long unknown(T token);

  /** Whether the layer turns numbers into tokens. */
  boolean inverts() {
    return false;
  }

  /** What the layer makes tokens of: documents, whose tokens are counted together. */
  Ragged documents(Tensor data) {
    Tensor rows = data.rank() == 0 ? data.expandDims(0) : data;
    rows = rows.rank() == 1 ? rows.expandDims(0) : rows;
    int count = rows.shape().dim(0);
    int width = count == 0 ? 0 : (int) (rows.size() / count);
    int[] splits = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      splits[i] = i * width;
    }
    return new Ragged(rows.reshape(-1), List.of(Ints.of(splits)));
  }

  // ---- options ----

  /** The most tokens that the vocabulary may have, the special ones among them. */
  public SELF maxTokens(int count) {
    maxTokens.set(count);
    return self();
  }

  /**
   * {@code "int"} for the numbers of tokens, or vectors of all tokens: {@code "one_hot"} for each,
   * and for each sample {@code "multi_hot"}, {@code "count"} or {@code "tf_idf"}, counts weighted
   * by how rare tokens are.
   */
  public SELF outputMode(String mode) {
    outputMode.set(mode);
    return self();
  }

  /** Whether vectors have {@code maxTokens} elements, however many tokens there are. */
  public SELF padToMaxTokens(boolean on) {
    padToMaxTokens.set(on);
    return self();
  }

  /** The known tokens, without the special ones or with all of them in front. */
  public SELF vocabulary(List<T> tokens) {
    vocabulary.set(tokens);
    return self();
  }

  /** The tokens of a file, one in each line, without special ones. */
  public SELF vocabulary(Path file) {
    setVocabulary(file);
    return self();
  }

  /** How much each token counts with {@code "tf_idf"}; as many as {@code vocabulary} has. */
  public SELF idfWeights(double... numbers) {
    idfWeights.set(numbers);
    return self();
  }

  final String outputMode() {
    return outputMode.get();
  }

  final boolean givesNumbers() {
    return outputMode.get().equals(Encoding.INT);
  }

  // ---- learning ----

  /**
   * Learns the vocabulary from this data: samples along the first axis.
   *
   * @throws IllegalStateException if a vocabulary was given
   */
  public void adapt(Tensor data) {
    TokenCounts<T> counts = new TokenCounts<>();
    count(documents(data.rank() == 1 ? data.expandDims(-1) : data), counts);
    learn(counts);
  }

  /** Learns the vocabulary from rows of tokens. */
  public void adapt(Ragged data) {
    TokenCounts<T> counts = new TokenCounts<>();
    count(data, counts);
    learn(counts);
  }

  /** Learns the vocabulary from the batches of a dataset. */
  public void adapt(Dataset batches) {
    TokenCounts<T> counts = new TokenCounts<>();
    for (Element batch : batches) {
      count(documents(batch.x()), counts);
      batch.release("adapt, which had counted its tokens");
    }
    learn(counts);
  }

  private void count(Ragged rows, TokenCounts<T> counts) {
    if (vocabulary.get() != null || replaced != null && replaced.isPlain()) {
      throw new IllegalStateException(
          "%s: the vocabulary was given, so there is nothing to learn. Leave vocabulary(…) out."
              .formatted(className()));
    }
    List<T> tokens = type.read().apply(typed(rows.flatValues()));
    Ints bounds = outerBounds(rows);
    for (int i = 1; i < bounds.length(); i++) {
      counts.add(tokens.subList(bounds.get(i - 1), bounds.get(i)));
    }
  }

  /** Where the elements of each outermost row begin. */
  private static Ints outerBounds(Ragged rows) {
    if (rows.nestedRowSplits().isEmpty()) {
      return Ints.of(0, (int) rows.flatValues().size());
    }
    int[] bounds = rows.nestedRowSplits().getFirst().toArray();
    for (Ints splits : rows.nestedRowSplits().subList(1, rows.nestedRowSplits().size())) {
      for (int i = 0; i < bounds.length; i++) {
        bounds[i] = splits.get(bounds[i]);
      }
    }
    return Ints.of(bounds);
  }

  private void learn(TokenCounts<T> counts) {
    SpecialTokens<T> special = special();
    counts.remove(special.mask());
    counts.remove(special.oov());
    Integer max = maxTokens.get();
    int limit = max == null ? Integer.MAX_VALUE : Math.max(0, max - special.tokenStart());
    List<T> tokens = counts.mostFrequent(type.order(), limit);
    replace(new Source<>(tokens, counts.inverseDocumentFrequencies(tokens), false));
  }

  /**
   * Gives the layer these tokens instead of those that it has.
   *
   * @param tokens without the special ones, or with all of them in front
   */
  public void setVocabulary(List<T> tokens) {
    requireWeights(null);
    replace(new Source<>(List.copyOf(tokens), null, false));
  }

  /** Gives the layer tokens with their weights for {@code "tf_idf"}. */
  public void setVocabulary(List<T> tokens, double... idfWeights) {
    List<Double> numbers = Discretization.NUMBERS.parse().apply(idfWeights);
    requireWeights(numbers);
    replace(new Source<>(List.copyOf(tokens), numbers, false));
  }

  /** Gives the layer the tokens of a file, one in each line, without special ones. */
  public void setVocabulary(Path file) {
    requireWeights(null);
    replace(new Source<>(lines(file), null, true));
  }

  private void requireWeights(@Nullable List<Double> numbers) {
    boolean wanted = outputMode.get().equals(TF_IDF);
    if (wanted && numbers == null) {
      throw new IllegalArgumentException(
          "%s: output_mode \"tf_idf\" needs a weight for every token: idfWeights(…)"
              .formatted(className()));
    }
    if (!wanted && numbers != null) {
      throw new IllegalArgumentException(
          "%s: idf_weights are for output_mode \"tf_idf\", but it is \"%s\"."
              .formatted(className(), outputMode.get()));
    }
  }

  private void replace(Source<T> source) {
    replaced = source;
    known = null;
    allWeights = null;
  }

  // ---- the vocabulary ----

  private @Nullable Source<T> source() {
    List<T> given = vocabulary.get();
    if (replaced != null || given == null) {
      return replaced;
    }
    requireWeights(idfWeights.get());
    return new Source<>(given, idfWeights.get(), false);
  }

  final Vocabulary<T> known() {
    Vocabulary<T> found = known;
    if (found == null) {
      Source<T> source = source();
      List<T> tokens = source == null ? List.of() : source.tokens();
      Vocabulary<T> made = new Vocabulary<>(tokens, special(), inverts(), maxTokens.get());
      known = made;
      return made;
    }
    return found;
  }

  /** Weights of all numbers: special tokens weigh as much as the others on average. */
  private double[] allWeights() {
    double[] all = allWeights;
    if (all == null) {
      Source<T> source = Objects.requireNonNull(source());
      List<Double> own = Objects.requireNonNull(source.weights());
      if (own.size() != source.tokens().size()) {
        throw new IllegalArgumentException(
            "%s: there are %d idf_weights for %d tokens. Give one for each."
                .formatted(className(), own.size(), source.tokens().size()));
      }
      List<Double> numbers = new ArrayList<>(own);
      int front = known().size() - own.size();
      double mean = own.stream().mapToDouble(w -> w).average().orElse(0);
      numbers.addAll(0, Collections.nCopies(front, mean));
      numbers.addAll(Collections.nCopies(depth() - numbers.size(), 0.0));
      all = numbers.stream().mapToDouble(w -> w).toArray();
      allWeights = all;
    }
    return all;
  }

  /** All tokens in the order of their numbers. */
  public List<@Nullable T> getVocabulary() {
    return getVocabulary(true);
  }

  /**
   * The tokens in the order of their numbers.
   *
   * @param includeSpecialTokens whether the mask token and those of unknown tokens are in front
   */
  public List<@Nullable T> getVocabulary(boolean includeSpecialTokens) {
    return Collections.unmodifiableList(
        includeSpecialTokens ? known().all() : new ArrayList<>(known().tokens()));
  }

  /** How many numbers there are, those of special tokens among them. */
  public int vocabularySize() {
    return known().size();
  }

  // ---- files ----

  private List<T> lines(Path file) {
    try {
      return tokens(Files.readString(file), "the vocabulary " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: the vocabulary %s cannot be read.".formatted(className(), file), e);
    }
  }

  private List<T> tokens(String lines, String source) {
    try {
      return lines.lines().map(type.parse()).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: a line of %s is no whole number: %s".formatted(className(), source, e.getMessage()),
          e);
    }
  }

  /** The learned tokens, the special ones too, each in a line of {@code vocabulary.txt}. */
  @Override
  public Map<String, byte[]> assets() {
    if (vocabulary.get() != null || source() == null) {
      return Map.of();
    }
    List<String> lines = known().all().stream().map(String::valueOf).toList();
    return Map.of(VOCABULARY_FILE, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void loadAssets(Map<String, byte[]> files) {
    byte[] lines = files.get(VOCABULARY_FILE);
    if (lines != null && vocabulary.get() == null) {
      List<T> tokens = tokens(new String(lines, StandardCharsets.UTF_8), VOCABULARY_FILE);
      replace(new Source<>(tokens, null, false));
    }
  }

  /** {@code vocabulary_size} is the one there is. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    var config = super.getConfig();
    config.put("vocabulary_size", source() == null ? null : known().size());
    return config;
  }

  // ---- the function ----

  /** The tensor with the dtype of tokens. */
  final Tensor typed(Tensor x) {
    if ((x.dtype() == DType.STRING) != (type.dtype() == DType.STRING)) {
      throw new TensorException(
          "%s takes %s, but %s came. %s"
              .formatted(
                  className(),
                  type.dtype() == DType.STRING ? "strings" : "whole numbers",
                  x.dtype(),
                  type.dtype() == DType.STRING
                      ? "IntegerLookup takes whole numbers."
                      : "StringLookup takes strings."));
    }
    return x.dtype() == DType.STRING ? x : x.cast(type.dtype());
  }

  /** The numbers of tokens, int64; −1 for masked ones where these have no number. */
  final long[] numbers(Tensor tokens) {
    SpecialTokens<T> special = special();
    Vocabulary<T> vocabulary = known();
    List<T> all = type.read().apply(typed(tokens));
    long[] numbers = new long[all.size()];
    for (int i = 0; i < numbers.length; i++) {
      T token = all.get(i);
      if (token.equals(special.mask())) {
        numbers[i] = special.maskHasPlace() ? 0 : -1;
      } else {
        Integer number = vocabulary.number(token);
        numbers[i] = number == null ? unknown(token) : number;
      }
    }
    return numbers;
  }

  /** How long vectors are. */
  private int depth() {
    Integer max = maxTokens.get();
    if (padToMaxTokens.get()) {
      if (max == null) {
        throw new TensorException(
            "%s: pad_to_max_tokens needs to know max_tokens: maxTokens(…)".formatted(className()));
      }
      return max;
    }
    if (source() == null) {
      throw new TensorException(
          "%s has no vocabulary yet, so it cannot tell how long its vectors are. Learn one:"
                  .formatted(className())
              + " adapt(data), or give one: vocabulary(…)");
    }
    return known().size();
  }

  /** Numbers of tokens in the form that {@code outputMode} asks for. */
  final Tensor encode(Tensor numbers) {
    String mode = outputMode.get();
    if (!mode.equals(TF_IDF)) {
      return Encoding.encode(numbers, mode, depth(), DType.INT64, null);
    }
    Tensor counts = Encoding.encode(numbers, Encoding.COUNT, depth(), DType.FLOAT32, null);
    return counts.mul(Tensor.of(allWeights()).cast(DType.FLOAT32));
  }
}

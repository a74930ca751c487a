package keratin.layers.preprocessing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.ops.Ragged;
import keratin.ops.Strings;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * Texts as numbers of words: each text in lower case without punctuation, split at white space,
 * words replaced by their numbers in a vocabulary. 0 fills up shorter texts, 1 is any unknown word.
 *
 * {@snippet :
 * Tensor texts = Tensor.of(new String[] {"The cat sat.", "The dog!"});
 * var words = new TextVectorization();
 * words.adapt(texts);
 * words.getVocabulary();     // [, [UNK], the, sat, dog, cat]
 * words.of(texts);           // [[2, 5, 3], [2, 4, 0]]
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/">keras.layers.TextVectorization</a>
 */
public final class TextVectorization extends VocabularyLayer<TextVectorization, String> {
  private static final String LOWER = "lower";
  private static final String STRIP = "strip_punctuation";
  private static final String LOWER_AND_STRIP = "lower_and_strip_punctuation";
  private static final String PUNCTUATION = "[!\"#$%&()\\*\\+,-\\./:;<=>?@\\[\\\\\\]^_`{|}~\\']";
  private static final String WHITESPACE = "whitespace";
  private static final Kind<Object> WIDTHS =
      new Kind<>("an integer or a list of integers", TextVectorization::widths, v -> v);

  private final Option<@Nullable String> standardize =
      option("standardize", Kind.oneOf(LOWER_AND_STRIP, LOWER, STRIP).orNull(), LOWER_AND_STRIP);
  private final Option<@Nullable String> split =
      option("split", Kind.oneOf(WHITESPACE, "character").orNull(), WHITESPACE);
  private final Option<@Nullable Object> ngrams = option("ngrams", WIDTHS.orNull(), null);
  private final Option<@Nullable Integer> outputSequenceLength =
      option("output_sequence_length", Kind.POSITIVE.orNull(), null);
  private final Option<Boolean> ragged = option("ragged", Kind.BOOL, false);
  private @Nullable UnaryOperator<Tensor> ownStandardize;
  private @Nullable Function<Tensor, Ragged> ownSplit;

  /** Numbers of words; the vocabulary is given by an option, or learned. */
  public TextVectorization() {
    super(TokenType.STRINGS);
    option("encoding", Kind.oneOf("utf-8"), "utf-8");
  }

  private static Object widths(Object source) {
    return source instanceof Number
        ? Kind.POSITIVE.parse().apply(source)
        : Kind.INTS.parse().apply(source);
  }

  /**
   * What is done to texts first: {@code "lower"}, {@code "strip_punctuation"}, {@code
   * "lower_and_strip_punctuation"}, or null for nothing.
   */
  public TextVectorization standardize(@Nullable String way) {
    standardize.set(way);
    return this;
  }

  /** A function that is applied to texts first; configs cannot hold it. */
  public TextVectorization standardize(UnaryOperator<Tensor> function) {
    standardize.set(null);
    ownStandardize = function;
    return this;
  }

  /**
   * Where texts are cut: at {@code "whitespace"}, behind each {@code "character"}; null: nowhere.
   */
  public TextVectorization split(@Nullable String way) {
    split.set(way);
    return this;
  }

  /** A function that cuts texts, {@code (batch,)} to rows of pieces; configs cannot hold it. */
  public TextVectorization split(Function<Tensor, Ragged> function) {
    split.set(null);
    ownSplit = function;
    return this;
  }

  /** Whether tokens are sequences of up to so many words, joined by spaces. */
  public TextVectorization ngrams(int longest) {
    ngrams.set(longest);
    return this;
  }

  /** Tokens are sequences of so many words, joined by spaces. */
  public TextVectorization ngrams(List<Integer> lengths) {
    ngrams.set(lengths);
    return this;
  }

  /** The length that texts are cut and filled up to; by default that of the longest in a batch. */
  public TextVectorization outputSequenceLength(int words) {
    outputSequenceLength.set(words);
    return this;
  }

  /** Whether texts keep their lengths: then {@link #ofRagged} gives their numbers. */
  public TextVectorization ragged(boolean on) {
    ragged.set(on);
    return this;
  }

  /** The known words, in the order of their numbers. */
  public TextVectorization vocabulary(String... tokens) {
    return vocabulary(List.of(tokens));
  }

  @Override
  SpecialTokens<String> special() {
    return new SpecialTokens<>("", "[UNK]", 1, givesNumbers());
  }

  @Override
  long unknown(String token) {
    return special().oovStart();
  }

  // ---- texts to tokens ----

  @Override
  Ragged documents(Tensor data) {
    Object tokens = tokens(data);
    return tokens instanceof Ragged rows ? rows : super.documents((Tensor) tokens);
  }

  /** The tokens of texts: rows where these are cut, a tensor where they are not. */
  private Object tokens(Tensor texts) {
    Tensor standard = standardized(typed(texts));
    Ragged rows = rows(standard);
    Object words = ngrams.get();
    if (words == null) {
      return rows == null ? standard : rows;
    }
    int[] lengths =
        words instanceof List<?> list
            ? list.stream().mapToInt(n -> (Integer) n).toArray()
            : Ops.arange(1, (Integer) words + 1, 1).toIntArray();
    return rows == null ? Strings.ngrams(standard, lengths) : Strings.ngrams(rows, lengths);
  }

  private Tensor standardized(Tensor texts) {
    String way = standardize.get();
    if (way == null) {
      return ownStandardize == null ? texts : ownStandardize.apply(texts);
    }
    Tensor cased = way.equals(STRIP) ? texts : Strings.lower(texts);
    return way.equals(LOWER) ? cased : Strings.regexReplace(cased, PUNCTUATION, "");
  }

  private @Nullable Ragged rows(Tensor texts) {
    Tensor column = cuts() && texts.rank() > 1 ? texts.squeeze(-1) : texts;
    return switch (split.get()) {
      case WHITESPACE -> Strings.split(column);
      case null -> ownSplit == null ? null : ownSplit.apply(column);
      default -> Strings.unicodeSplit(column, "UTF-8");
    };
  }

  private void requireColumn(Shape texts) {
    if (cuts() && texts.rank() > 1 && texts.dim(-1) != 1) {
      throw new ShapeException(
          "TextVectorization cuts texts of the shape (batch,) or (batch, 1), but %s came."
              .formatted(texts));
    }
  }

  private boolean cuts() {
    return split.get() != null || ownSplit != null;
  }

  // ---- tokens to numbers ----

  @Override
  protected Tensor call(Tensor x, boolean training) {
    requireColumn(x.shape());
    if (ragged.get()) {
      throw new TensorException(
          "TextVectorization: with ragged(true) rows keep their lengths. Take them by"
              + " ofRagged(…).");
    }
    if (x.isSymbolic()) {
      return symbol(x.shape());
    }
    return Engine.beside(x, () -> numbered(tokens(x)));
  }

  private Tensor numbered(Object tokens) {
    if (!givesNumbers()) {
      // What fills up short rows leaves no trace in vectors.
      return encode(
          tokens instanceof Ragged rows
              ? numbers(rows, 1).toTensor().sub(1)
              : looked((Tensor) tokens));
    }
    Tensor numbers =
        tokens instanceof Ragged rows ? numbers(rows, 0).toTensor() : looked((Tensor) tokens);
    Integer wanted = outputSequenceLength.get();
    return wanted == null ? numbers : fitted(numbers, wanted);
  }

  private Tensor looked(Tensor tokens) {
    return Tensor.of(numbers(tokens), tokens.shape());
  }

  private Ragged numbers(Ragged rows, long shift) {
    return rows.map(tokens -> looked(tokens).add(shift));
  }

  private static Tensor fitted(Tensor numbers, int wanted) {
    int length = numbers.shape().dim(-1);
    if (length >= wanted) {
      return numbers.slice(numbers.rank() - 1, 0, wanted);
    }
    int[][] paddings = new int[numbers.rank()][2];
    paddings[numbers.rank() - 1][1] = wanted - length;
    return Ops.pad(numbers, paddings);
  }

  private Tensor symbol(Shape texts) {
    Integer wanted = outputSequenceLength.get();
    boolean column = cuts() && texts.rank() > 1;
    Shape rows = column ? texts.slice(0, texts.rank() - 1) : texts;
    Shape tokens = cuts() ? rows.append(Shape.UNKNOWN) : rows;
    if (givesNumbers() && wanted != null) {
      tokens = tokens.with(tokens.rank() - 1, wanted);
    }
    Tensor numbers = Tensor.symbol(new Spec(DType.INT64, tokens));
    return givesNumbers() ? numbers : encode(numbers);
  }

  /**
   * The numbers of the words of texts, each text with as many as it has, or {@code
   * outputSequenceLength} at most.
   */
  public Ragged ofRagged(Tensor texts) {
    requireColumn(texts.shape());
    Object tokens = tokens(texts);
    if (!givesNumbers() || !(tokens instanceof Ragged rows)) {
      throw new TensorException(
          "TextVectorization: rows come from texts that are cut, with output_mode \"int\"; use"
              + " of(…) otherwise.");
    }
    Ragged numbers = numbers(rows, 0);
    Integer most = outputSequenceLength.get();
    return most == null ? numbers : Rows.cut(numbers, most);
  }

  /** Keras writes the words twice: for the layer, and for the lookup inside it. */
  @Override
  public Map<String, byte[]> assets() {
    var files = new HashMap<>(super.assets());
    super.assets().forEach((name, bytes) -> files.put("_lookup_layer/" + name, bytes));
    return files;
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    if (ownStandardize != null || ownSplit != null) {
      throw new IllegalStateException(
          "TextVectorization: a config cannot hold a function of Java. Use the names that"
              + " standardize and split have for theirs, or make the layer again.");
    }
    return super.getConfig();
  }
}

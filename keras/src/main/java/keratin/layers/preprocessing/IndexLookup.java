package keratin.layers.preprocessing;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ragged;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * What {@link StringLookup} and {@link IntegerLookup} have in common: the numbers of tokens in a
 * vocabulary, or the tokens of numbers.
 *
 * @param <SELF> the layer's own class
 * @param <T> a token: a string or a whole number
 */
public abstract class IndexLookup<SELF extends IndexLookup<SELF, T>, T>
    extends VocabularyLayer<SELF, T> {
  private static final Kind<Integer> COUNT =
      new Kind<>("an integer that is not negative", IndexLookup::notNegative, v -> v);

  private final TokenType<T> type;
  private final Option<Boolean> invert = option("invert", Kind.BOOL, false);
  private final Option<Integer> numOovIndices = option("num_oov_indices", COUNT, 1);
  private final Option<@Nullable T> oovToken;
  private final Option<@Nullable T> maskToken;
  private final Option<@Nullable List<Long>> salt = option("salt", Buckets.SALT.orNull(), null);

  IndexLookup(TokenType<T> type, T unknown) {
    super(type);
    this.type = type;
    oovToken = option("oov_token", type.kind().orNull(), unknown);
    maskToken = option("mask_token", type.kind().orNull(), null);
  }

  private static Integer notNegative(Object source) {
    Integer number = Kind.INT.parse().apply(source);
    if (number < 0) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  /** Whether to turn numbers into tokens. */
  public SELF invert(boolean on) {
    invert.set(on);
    return self();
  }

  /** How many numbers unknown tokens are spread over; with 0 they are an error. */
  public SELF numOovIndices(int count) {
    numOovIndices.set(count);
    return self();
  }

  /** What numbers of unknown tokens become with {@code invert}. */
  public SELF oovToken(T token) {
    oovToken.set(token);
    return self();
  }

  /** The token that stands for nothing: number 0, and left out of vectors. */
  public SELF maskToken(T token) {
    maskToken.set(token);
    return self();
  }

  /** Changes the hash that spreads unknown tokens: a number, or a list of two. */
  public SELF salt(Object numbers) {
    salt.set(numbers);
    return self();
  }

  final @Nullable List<Long> salt() {
    return salt.get();
  }

  @Override
  final boolean inverts() {
    return invert.get();
  }

  @Override
  final SpecialTokens<T> special() {
    return new SpecialTokens<>(
        maskToken.get(), oovToken.get(), numOovIndices.get(), givesNumbers());
  }

  @Override
  final long unknown(T token) {
    int count = numOovIndices.get();
    if (count == 0) {
      throw new TensorException(
          "%s: \"%s\" is not in the vocabulary, and num_oov_indices is 0. With numOovIndices(1)"
                  .formatted(className(), token)
              + " unknown tokens have a number.");
    }
    return special().oovStart() + (count == 1 ? 0 : bucket(token, count));
  }

  /** Which of several places for unknown tokens this one takes. */
  long bucket(T token, int count) {
    Tensor single = type.write().apply(List.of(token), Shape.of(1));
    return Buckets.of(single, count, salt.get()).toLongArray()[0];
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    if (invert.get() && !givesNumbers()) {
      throw new TensorException(
          "%s: with invert output_mode must be \"int\", but it is \"%s\"."
              .formatted(className(), outputMode()));
    }
    if (x.isSymbolic()) {
      DType result = invert.get() ? type.dtype() : DType.INT64;
      Tensor symbol = Tensor.symbol(x.spec().as(result));
      return givesNumbers() ? symbol : encode(symbol);
    }
    return Engine.beside(x, () -> invert.get() ? tokens(x) : looked(x));
  }

  private Tensor looked(Tensor x) {
    Tensor numbers = Tensor.of(numbers(x), x.shape());
    return givesNumbers() ? numbers : encode(numbers);
  }

  private Tensor tokens(Tensor numbers) {
    long[] all = numbers.cast(DType.INT64).toLongArray();
    Vocabulary<T> vocabulary = known();
    List<T> tokens =
        IntStream.range(0, all.length).mapToObj(i -> token(vocabulary, all[i])).toList();
    return type.write().apply(tokens, numbers.shape());
  }

  private T token(Vocabulary<T> vocabulary, long number) {
    T token = vocabulary.token(number);
    if (token == null) {
      throw new TensorException(
          "%s: no token has the number %d, and there is no oov_token."
              .formatted(className(), number));
    }
    return token;
  }

  /**
   * The numbers of tokens in rows, or the tokens of numbers.
   *
   * @throws TensorException if {@code outputMode} asks for vectors
   */
  public Ragged of(Ragged rows) {
    if (!givesNumbers()) {
      throw new TensorException(
          "%s: rows stay rows with output_mode \"int\", but it is \"%s\". Give a tensor:"
                  .formatted(className(), outputMode())
              + " rows.toTensor()");
    }
    return rows.map(this::of);
  }

  /** Keras writes how unknown tokens are spread for strings, too. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    var config = super.getConfig();
    config.putIfAbsent("oov_method", "floormod");
    return config;
  }
}

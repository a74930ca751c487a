package keratin.layers.preprocessing;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.CallArguments;
import keratin.layers.FluentLayer;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * Category numbers as vectors of {@code numTokens}: which categories a sample has, how often, or a
 * vector for every number. Numbers outside of 0 to {@code numTokens − 1} leave no trace.
 *
 * {@snippet :
 * Tensor x = Tensor.of(new int[][] {{0, 1}, {2, 2}});
 * new CategoryEncoding(3).of(x);                        // [[1, 1, 0], [0, 0, 1]]
 * new CategoryEncoding(3).outputMode("count").of(x);    // [[1, 1, 0], [0, 0, 2]]
 * new CategoryEncoding(3).outputMode("one_hot").of(x);  // (2, 2, 3)
 * }
 *
 * <p>With {@code "count"} the call can say what each number counts for, by a tensor of the shape of
 * the first: {@code encoding.of(x, new CallArguments().with("count_weights", weights))}.
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/">keras.layers.CategoryEncoding</a>
 */
public final class CategoryEncoding extends FluentLayer<CategoryEncoding> {
  private static final Kind<String> WORDS =
      Kind.oneOf(Encoding.COUNT, Encoding.ONE_HOT, Encoding.MULTI_HOT);
  private static final Kind<String> MODE =
      new Kind<>(
          WORDS.name(),
          v -> WORDS.parse().apply("binary".equals(v) ? Encoding.MULTI_HOT : v),
          WORDS.write());

  private final Option<@Nullable Integer> numTokens =
      option("num_tokens", Kind.POSITIVE.orNull(), null);
  private final Option<String> outputMode = option("output_mode", MODE, Encoding.MULTI_HOT);

  private CategoryEncoding() {
    option("sparse", Encoding.SPARSE, false);
  }

  /** Vectors of {@code numTokens} numbers. */
  public CategoryEncoding(int numTokens) {
    this();
    this.numTokens.set(numTokens);
  }

  /**
   * {@code "multi_hot"}: ones at the categories that a sample has. {@code "count"}: how often it
   * has them. {@code "one_hot"}: a vector for every number.
   */
  public CategoryEncoding outputMode(String mode) {
    outputMode.set(mode);
    return this;
  }

  @Override
  protected List<Tensor> call(List<Tensor> xs, CallArguments arguments, boolean training) {
    Integer depth = numTokens.get();
    if (depth == null) {
      throw new TensorException(
          "CategoryEncoding: num_tokens was not given. Say how many categories there are, or use"
              + " IntegerLookup where that is not known.");
    }
    Tensor x = xs.getFirst();
    Tensor weights = arguments.tensor("count_weights");
    if (weights != null && !outputMode.get().equals(Encoding.COUNT)) {
      throw new TensorException(
          "CategoryEncoding: count_weights are for output_mode \"count\", but it is \"%s\"."
              .formatted(outputMode.get()));
    }
    if (weights != null && !weights.shape().equals(x.shape())) {
      throw new ShapeException(
          "CategoryEncoding: count_weights %s must have the shape of the numbers %s."
              .formatted(weights.shape(), x.shape()));
    }
    return List.of(Encoding.encode(x, outputMode.get(), depth, computeDtype(), weights));
  }
}

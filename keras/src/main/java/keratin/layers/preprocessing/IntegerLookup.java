package keratin.layers.preprocessing;

import java.util.Arrays;
import keratin.config.Kind;
import keratin.config.Option;

/**
 * Whole numbers as their places in a vocabulary; or places as numbers. Unknown numbers are at place
 * 0, or 1 if there is a mask token.
 *
 * {@snippet :
 * Tensor x = Tensor.of(new int[][] {{12, 1138}, {42, 12}});
 * new IntegerLookup().vocabulary(12, 36, 1138).of(x);                        // [[1, 3], [0, 1]]
 * new IntegerLookup().vocabulary(12, 36, 1138).outputMode("multi_hot").of(x);  // [[0, 1, 0, 1], [1, 1, 0, 0]]
 * }
 *
 * <p>The vocabulary can be learned: {@code lookup.adapt(x)}.
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/categorical/integer_lookup/">keras.layers.IntegerLookup</a>
 */
public final class IntegerLookup extends IndexLookup<IntegerLookup, Long> {
  private static final String FLOORMOD = "floormod";

  private final Option<String> oovMethod =
      option("oov_method", Kind.oneOf(FLOORMOD, "farmhash"), FLOORMOD);

  /** Places of whole numbers; the vocabulary is given by an option, or learned. */
  public IntegerLookup() {
    super(TokenType.INTEGERS, -1L);
    option("vocabulary_dtype", Kind.oneOf("int64"), "int64");
  }

  /** The known numbers, in the order of their places. */
  public IntegerLookup vocabulary(long... tokens) {
    return vocabulary(Arrays.stream(tokens).boxed().toList());
  }

  /**
   * How unknown numbers are spread over several places: {@code "floormod"} by the remainder, {@code
   * "farmhash"} by a hash of the number as it is written.
   */
  public IntegerLookup oovMethod(String method) {
    oovMethod.set(method);
    return this;
  }

  @Override
  long bucket(Long token, int count) {
    if (oovMethod.get().equals(FLOORMOD)) {
      if (salt() != null) {
        throw new IllegalArgumentException(
            "IntegerLookup: a salt changes the hash of oov_method \"farmhash\", but that is"
                + " \"floormod\".");
      }
      return Math.floorMod(token, (long) count);
    }
    return super.bucket(token, count);
  }
}

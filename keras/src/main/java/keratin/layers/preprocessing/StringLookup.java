package keratin.layers.preprocessing;

import java.util.List;
import keratin.config.Kind;

/**
 * Strings as numbers, their places in a vocabulary; or numbers as strings. Unknown strings are
 * number 0, or 1 if there is a mask token.
 *
 * {@snippet :
 * Tensor animals = Tensor.of(new String[][] {{"cat", "dog"}, {"cow", "cat"}});
 * var lookup = new StringLookup().vocabulary("cat", "dog");
 * lookup.of(animals);                                                   // [[1, 2], [0, 1]]
 * new StringLookup().vocabulary("cat", "dog").outputMode("count").of(animals);  // [[0, 1, 1], [1, 1, 0]]
 * var back = new StringLookup().vocabulary("cat", "dog").invert(true);
 * back.of(Tensor.of(new int[] {1, 0}));                                 // [b'cat' b'[UNK]']
 * }
 *
 * <p>The vocabulary can be learned: {@code lookup.adapt(animals)}.
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/">keras.layers.StringLookup</a>
 */
public final class StringLookup extends IndexLookup<StringLookup, String> {
  /** Numbers of strings; the vocabulary is given by an option, or learned. */
  public StringLookup() {
    super(TokenType.STRINGS, "[UNK]");
    option("encoding", Kind.oneOf("utf-8"), "utf-8");
  }

  /** The known strings, in the order of their numbers. */
  public StringLookup vocabulary(String... tokens) {
    return vocabulary(List.of(tokens));
  }
}

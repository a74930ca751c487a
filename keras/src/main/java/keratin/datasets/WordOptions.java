package keratin.datasets;

import org.jspecify.annotations.Nullable;

/**
 * How texts become numbers in {@link Datasets#imdb} and {@link Datasets#reuters}: Keras' keyword
 * arguments. Word {@code i} by frequency has the number {@code i + indexFrom}. Immutable.
 *
 * {@snippet :
 * var how = new WordOptions().numWords(10_000).maxlen(200);   // the 9,996 most frequent words
 * }
 */
public final class WordOptions implements Cloneable {
  @Nullable Integer numWords;
  int skipTop;
  @Nullable Integer maxlen;
  long seed = 113;
  @Nullable Integer startChar = 1;
  @Nullable Integer oovChar = 2;
  int indexFrom = 3;
  double testSplit = 0.2;

  private WordOptions copy() {
    try {
      return (WordOptions) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Numbers from here on become {@code oovChar}; null for none. */
  public WordOptions numWords(@Nullable Integer count) {
    WordOptions next = copy();
    next.numWords = count;
    return next;
  }

  /** Numbers below become {@code oovChar}; 0 by default. */
  public WordOptions skipTop(int count) {
    WordOptions next = copy();
    next.skipTop = count;
    return next;
  }

  /** Leaves out texts of so many words and more; null for none. */
  public WordOptions maxlen(@Nullable Integer words) {
    WordOptions next = copy();
    next.maxlen = words;
    return next;
  }

  /** The seed of the order of texts; 113 by default. */
  public WordOptions seed(long number) {
    WordOptions next = copy();
    next.seed = number;
    return next;
  }

  /** The number in front of every text, 1 by default; null for none. */
  public WordOptions startChar(@Nullable Integer number) {
    WordOptions next = copy();
    next.startChar = number;
    return next;
  }

  /** The number of words that are left out, 2 by default; null to leave no trace of them. */
  public WordOptions oovChar(@Nullable Integer number) {
    WordOptions next = copy();
    next.oovChar = number;
    return next;
  }

  /** What is added to the numbers of words; 3 by default. */
  public WordOptions indexFrom(int number) {
    WordOptions next = copy();
    next.indexFrom = number;
    return next;
  }

  /** Reuters: the part of the texts that is for the test; 0.2 by default. */
  public WordOptions testSplit(double part) {
    WordOptions next = copy();
    next.testSplit = part;
    return next;
  }
}

package keratin.formats;

/**
 * A file does not hold what its format promises: it is cut off, damaged, of another kind, or uses a
 * part of the format that is not read here.
 *
 * <p>Its message says which file, what was found, what was expected, and what to do.
 */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String source;

  /**
   * An error about the content of one file.
   *
   * @param source the file, or the entry inside it: {@code "mnist.npz(x_train.npy)"}
   * @param found what was found, a clause without a full stop
   * @param expected what should have been there, a clause without a full stop
   * @param remedy what the reader can do, a sentence
   */
  public FormatException(String source, String found, String expected, String remedy) {
    super(source + ": " + found + "; expected " + expected + ".\n  " + remedy);
    this.source = source;
  }

  /** As above, with the error of a lower layer (an inflater, for example) as its cause. */
  public FormatException(
      String source, String found, String expected, String remedy, Throwable cause) {
    this(source, found, expected, remedy);
    initCause(cause);
  }

  /** The file, or the entry inside it, that could not be read. */
  public String source() {
    return source;
  }
}

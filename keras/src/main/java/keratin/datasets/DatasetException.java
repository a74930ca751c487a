package keratin.datasets;

/**
 * A data set could not be loaded: it is neither on this machine nor could it be downloaded, or a
 * file of it is damaged.
 *
 * <p>Its message says where was looked, and which file to put where.
 */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with its whole text. */
  public DatasetException(String message) {
    super(message);
  }

  /** An error with its whole text and what caused it. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}

package keratin.tensor;

/** A mistake in the use of tensors; the text says what came, what was expected and what to do. */
public class TensorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with this text. */
  public TensorException(String message) {
    super(message);
  }

  /** An exception with this text, raised because of {@code cause}. */
  public TensorException(String message, Throwable cause) {
    super(message, cause);
  }
}

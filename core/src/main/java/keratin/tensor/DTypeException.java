package keratin.tensor;

/** Element types that do not fit. */
public final class DTypeException extends TensorException {
  private static final long serialVersionUID = 1L;

  /** An exception with this text. */
  public DTypeException(String message) {
    super(message);
  }
}

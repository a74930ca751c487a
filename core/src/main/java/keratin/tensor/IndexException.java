package keratin.tensor;

/** An index or axis out of range. */
public final class IndexException extends TensorException {
  private static final long serialVersionUID = 1L;

  /** An exception with this text. */
  public IndexException(String message) {
    super(message);
  }
}

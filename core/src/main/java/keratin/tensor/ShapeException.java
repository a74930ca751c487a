package keratin.tensor;

/** Shapes that do not fit. */
public final class ShapeException extends TensorException {
  private static final long serialVersionUID = 1L;

  /** An exception with this text. */
  public ShapeException(String message) {
    super(message);
  }
}

package keratin.conformance;

/** A case gave something else than Keras. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Mismatch(String message) {
    super(message);
  }
}

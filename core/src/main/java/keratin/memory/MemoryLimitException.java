package keratin.memory;

/** Thrown when the memory limit is reached and nothing more can be given back. */
public final class MemoryLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MemoryLimitException(String message) {
    super(message);
  }
}

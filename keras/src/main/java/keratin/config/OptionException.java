package keratin.config;

/** An option was given a value that is not of its kind. */
public final class OptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  OptionException(String message) {
    super(message);
  }
}

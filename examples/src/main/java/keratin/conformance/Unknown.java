package keratin.conformance;

/** A case is about something that does not exist here. */
final class Unknown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unknown(String what) {
    super("unknown " + what);
  }
}

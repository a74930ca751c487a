package keratin.memory;

/** Finds the user's line in a stack trace. */
final class Origins {
  private Origins() {}

  /** The first frame outside the framework's own rooms. */
  static String caller(Throwable origin) {
    for (StackTraceElement frame : origin.getStackTrace()) {
      String type = frame.getClassName();
      if (!type.startsWith("keratin.") && !type.startsWith("java.") && !type.startsWith("jdk.")) {
        return frame.toString();
      }
    }
    return origin.getStackTrace()[0].toString();
  }
}

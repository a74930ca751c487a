package keratin.cpu;

import java.util.Locale;

/**
 * Which kernels this process uses, chosen once: the Vector API where it is there, else plain Java.
 *
 * <p>{@code -Dkeratin.tier=scalar|vector|onednn} forces one; if it is not available, the next lower
 * one is used and {@link #reason} says why. A missing tier costs speed only. oneDNN is used only
 * when asked for: its products do not survive the signals of a profiler
 * (docs/decisions/005-signals.md).
 */
enum Tier {
  /** Plain Java, the oracle of the tests. */
  SCALAR,
  /** The Vector API; needs {@code --add-modules jdk.incubator.vector}. */
  VECTOR,
  /** oneDNN for matrix products, the Vector API for the rest; needs the native jar. */
  ONEDNN;

  private record Choice(Tier tier, String reason) {}

  private static final boolean VECTOR_MODULE =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  private static final String NO_VECTOR =
      "scalar kernels (start java with --add-modules jdk.incubator.vector for fast ones)";
  private static final String ONEDNN_WARNING =
      ": asked for by -Dkeratin.tier=onednn; its products corrupt memory if a profiler interrupts"
          + " them";
  private static final Choice CHOICE = choose(System.getProperty("keratin.tier", ""));

  /** The highest tier in use. */
  static Tier chosen() {
    return CHOICE.tier;
  }

  /** One sentence for logs: what is used, and what is missing for more. */
  static String reason() {
    return CHOICE.reason;
  }

  /** Whether the module of the Vector API is here at all. */
  static boolean hasVectorApi() {
    return VECTOR_MODULE;
  }

  /** Whether kernels of the Vector API may be touched. */
  static boolean vector() {
    return VECTOR_MODULE && CHOICE.tier != SCALAR;
  }

  private static Choice choose(String wanted) {
    String vector = VECTOR_MODULE ? "vector kernels" : NO_VECTOR;
    switch (wanted.toLowerCase(Locale.ROOT)) {
      case "scalar" -> {
        return new Choice(SCALAR, "scalar kernels: asked for by -Dkeratin.tier=scalar");
      }
      case "vector" -> {
        return new Choice(
            VECTOR_MODULE ? VECTOR : SCALAR, vector + ": asked for by -Dkeratin.tier=vector");
      }
      case "onednn" -> {
        return OneDnn.available()
            ? new Choice(ONEDNN, OneDnn.reason() + " and " + vector + ONEDNN_WARNING)
            : new Choice(VECTOR_MODULE ? VECTOR : SCALAR, vector + "; " + OneDnn.reason());
      }
      default -> {
        return VECTOR_MODULE ? new Choice(VECTOR, vector) : new Choice(SCALAR, NO_VECTOR);
      }
    }
  }
}

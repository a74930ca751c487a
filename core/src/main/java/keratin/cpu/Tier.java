package keratin.cpu;

import java.util.Locale;

/**
 * Which kernels this process uses, chosen once: the Vector API where it is there, else plain Java;
 * and machine code for matrix products where the processor and the system allow it.
 *
 * <p>{@code -Dkeratin.tier=scalar|vector|native|onednn} forces one; if it is not available, the
 * next lower one is used and {@link #reason} says why. A missing tier costs speed only. oneDNN is
 * used only when asked for: its products do not survive the signals of a profiler
 * (docs/decisions/005-signals.md).
 */
enum Tier {
  /** Plain Java, the oracle of the tests. */
  SCALAR,
  /** The Vector API; needs {@code --add-modules jdk.incubator.vector}. */
  VECTOR,
  /** Machine code of our own for matrix products, the Vector API for the rest. */
  NATIVE,
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

  /** Apart, because what it asks asks {@link #hasVectorApi}. */
  private static final class Chosen {
    static final Choice CHOICE = choose(System.getProperty("keratin.tier", ""));
  }

  /** The highest tier in use. */
  static Tier chosen() {
    return Chosen.CHOICE.tier;
  }

  /** One sentence for logs: what is used, and what is missing for more. */
  static String reason() {
    return Chosen.CHOICE.reason;
  }

  /** Whether the module of the Vector API is here at all. */
  static boolean hasVectorApi() {
    return VECTOR_MODULE;
  }

  /** Whether kernels of the Vector API may be touched. */
  static boolean vector() {
    return VECTOR_MODULE && Chosen.CHOICE.tier != SCALAR;
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
      case "native" -> {
        Choice best = best(vector);
        return best.tier == NATIVE
            ? new Choice(NATIVE, best.reason + ": asked for by -Dkeratin.tier=native")
            : best;
      }
      case "onednn" -> {
        return OneDnn.available()
            ? new Choice(ONEDNN, OneDnn.reason() + " and " + vector + ONEDNN_WARNING)
            : new Choice(VECTOR_MODULE ? VECTOR : SCALAR, vector + "; " + OneDnn.reason());
      }
      default -> {
        return best(vector);
      }
    }
  }

  private static Choice best(String vector) {
    String products = NativeMicroKernel.reason();
    if (NativeMicroKernel.available()) {
      return new Choice(NATIVE, products + ", " + vector + " for the rest");
    }
    return new Choice(VECTOR_MODULE ? VECTOR : SCALAR, vector + "; " + products);
  }
}

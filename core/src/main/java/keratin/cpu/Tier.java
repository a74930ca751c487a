package keratin.cpu;

import java.util.Locale;

/**
 * Which kernels this process uses: the fastest kind that works here, chosen once.
 *
 * <p>{@code -Dkeratin.tier=scalar|vector|onednn} forces one; if it is not available, the next lower
 * one is used and {@link #reason} says why. A missing tier costs speed only.
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
    String vector =
        VECTOR_MODULE
            ? "vector kernels"
            : "scalar kernels for the rest (start java with --add-modules jdk.incubator.vector)";
    switch (wanted.toLowerCase(Locale.ROOT)) {
      case "scalar" -> {
        return new Choice(SCALAR, "scalar kernels: asked for by -Dkeratin.tier=scalar");
      }
      case "vector" -> {
        return new Choice(
            VECTOR_MODULE ? VECTOR : SCALAR, vector + ": asked for by -Dkeratin.tier=vector");
      }
      default -> {
        String processor = System.getProperty("os.arch", "");
        boolean generated = processor.equals("amd64") || processor.equals("x86_64");
        if (!generated && VECTOR_MODULE && !wanted.equalsIgnoreCase("onednn")) {
          // dnnl_sgemm generates code for x86 only; elsewhere it is a portable loop.
          return new Choice(VECTOR, vector + "; oneDNN has no fast products for " + processor);
        }
        if (OneDnn.available()) {
          return new Choice(ONEDNN, OneDnn.reason() + " and " + vector);
        }
        return new Choice(VECTOR_MODULE ? VECTOR : SCALAR, vector + "; " + OneDnn.reason());
      }
    }
  }
}

package keratin.conformance;

import keratin.memory.Memory;
import org.jspecify.annotations.Nullable;

/** Runs cases. */
final class Runner {
  private static final int LONGEST = 400;

  private Runner() {}

  /** Runs one case; nothing that goes wrong in it escapes. */
  static Outcome run(Case recorded) {
    Handler handler = Handlers.of(recorded.kind());
    if (handler == null) {
      return new Outcome(recorded, "unknown kind " + recorded.kind());
    }
    return new Outcome(recorded, Memory.tidy(() -> problem(handler, recorded)));
  }

  private static @Nullable String problem(Handler handler, Case recorded) {
    try {
      handler.run(recorded);
      return null;
    } catch (Mismatch | Unknown e) {
      return shortened(e.getMessage());
    } catch (Exception | StackOverflowError | AssertionError e) {
      return shortened(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static String shortened(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("\\s*\\n\\s*", " | ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}

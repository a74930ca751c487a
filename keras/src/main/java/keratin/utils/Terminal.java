package keratin.utils;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output, for texts drawn with lines and bars. */
public final class Terminal {
  private static final String DRAWN = "━┃└";

  private Terminal() {}

  /**
   * Writes to {@code System.out} of now, and sends it on its way. Where Java takes the encoding for
   * one without line drawing (no locale is set in most containers), UTF-8 is written, as Python
   * does.
   */
  public static void print(String text) {
    PrintStream out = System.out;
    if (out.charset().newEncoder().canEncode(DRAWN)) {
      out.print(text);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.write(bytes, 0, bytes.length);
    }
    out.flush();
  }

  /** Whether the cursor can be moved back. Keras takes that for granted but on Windows. */
  static boolean movesCursor() {
    return !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")
        || System.getenv("PYCHARM_HOSTED") != null
        || (System.console() != null && System.console().isTerminal());
  }

  /** The width in columns: {@code COLUMNS}, or 80. */
  public static int columns() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : 80;
  }
}

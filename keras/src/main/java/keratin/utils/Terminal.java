package keratin.utils;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output, for texts drawn with lines and bars. */
public final class Terminal {
  private static final String DRAWN = "━┃└";
  private static final System.Logger LOG = System.getLogger("keratin");

  private static volatile boolean interactive = true;

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

  /**
   * Writes a line to standard output, or to the log where interactive logging is off.
   *
   * @see #disableInteractiveLogging
   */
  public static void message(String text) {
    if (interactive) {
      print(text + "\n");
    } else {
      LOG.log(System.Logger.Level.INFO, text);
    }
  }

  /** Lets messages go to standard output, as they do at first. */
  public static void enableInteractiveLogging() {
    interactive = true;
  }

  /** Lets messages go to the log {@code keratin}: for servers and jobs without a reader. */
  public static void disableInteractiveLogging() {
    interactive = false;
  }

  /** True if messages go to standard output. */
  public static boolean isInteractiveLoggingEnabled() {
    return interactive;
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

package keratin.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import keratin.random.PendingSeeds;

/**
 * Automatic names as Keras gives them: the class name in snake case, then {@code _1}, {@code _2}, …
 * per process until {@link #clear}.
 */
public final class Names {
  private static final Map<String, Integer> COUNTS = new HashMap<>();

  private Names() {}

  /** {@code Conv2DTranspose} → {@code conv2d_transpose}, {@code ReLU} → {@code re_lu}. */
  public static String snakeCase(String name) {
    return name.replaceAll("(?U)\\W", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /** The next name for an object of this class: {@code dense}, {@code dense_1}, … */
  public static String automatic(String className) {
    return uniquify(snakeCase(className));
  }

  /** The name itself the first time, then with {@code _1}, {@code _2}, … */
  public static String uniquify(String name) {
    int count = getUid(name);
    return count == 1 ? name : name + "_" + (count - 1);
  }

  /** How often the name was asked for, by this and the other methods, this time included. */
  public static synchronized int getUid(String name) {
    return COUNTS.merge(name, 1, Integer::sum);
  }

  /** Starts all counts again, as {@code keras.utils.clear_session()}. */
  public static void clear() {
    // What was constructed before counts as before.
    PendingSeeds.settle();
    synchronized (Names.class) {
      COUNTS.clear();
    }
  }
}

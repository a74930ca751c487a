package keratin.utils;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bar that grows while steps are done, with the time a step takes and running figures:
 *
 * <pre>{@code
 * 3/10 ━━━━━━━━━━━━━━━━━━━━ 0s 20ms/step - accuracy: 0.5000 - loss: 1.2345
 * }</pre>
 *
 * {@snippet :
 * var bar = new Progbar(10);
 * for (int step = 1; step <= 10; step++) {
 *   bar.update(step, Map.of("loss", 1.0 / step));
 * }
 * }
 *
 * <p>Values are averaged over the steps, weighted by how many each update stands for, unless they
 * are named by {@link #statefulMetrics} or not named by {@link #statelessMetrics}; those are shown
 * as they come.
 *
 * @see <a href="https://keras.io/api/utils/python_utils/#progbar-class">keras.utils.Progbar</a>
 */
public final class Progbar {
  /*
   * Every character is Keras' own, escape sequences included, so that what reads Keras' output
   * reads this one too. "special" counts characters that take no place on the screen; the next
   * update goes back over those that do.
   */
  private static final String BOLD = "\33[1m";
  private static final String GREEN = "\33[32m";
  private static final String WHITE = "\33[37m";
  private static final String PLAIN = "\33[0m";

  private final Map<String, double[]> values = new LinkedHashMap<>();
  private Consumer<String> output = Terminal::print;
  private DoubleSupplier clock = () -> System.nanoTime() * 1e-9;
  private boolean dynamic = Terminal.movesCursor();
  private @Nullable Long target;
  private int width = 20;
  private int verbose = 1;
  private double interval = 0.05;
  private String unitName = "step";
  private Set<String> named = Set.of();
  private boolean namedAreStateful = true;
  private long seen;
  private double start = clock.getAsDouble();
  private double lastUpdate = Double.NEGATIVE_INFINITY;
  private double afterFirstStep = Double.NaN;
  private int shownWidth;

  /** A bar for a number of steps that is not known. */
  public Progbar() {}

  /** A bar for {@code target} steps. */
  public Progbar(long target) {
    this.target = target;
  }

  /** The number of steps, where it becomes known late. */
  public Progbar target(long steps) {
    target = steps;
    return this;
  }

  /** Characters in the bar; 20 if not set. */
  public Progbar width(int characters) {
    width = characters;
    return this;
  }

  /** 0: nothing is written; 1 (if not set): the bar; 2: one line at the end. */
  public Progbar verbose(int level) {
    verbose = level;
    return this;
  }

  /** The least number of seconds between two updates of the bar; 0.05 if not set. */
  public Progbar interval(double seconds) {
    interval = seconds;
    return this;
  }

  /** What a step is called; "step" if not set. */
  public Progbar unitName(String name) {
    unitName = name;
    return this;
  }

  /** The values shown as they come; all others are averaged. */
  public Progbar statefulMetrics(Collection<String> names) {
    named = Set.copyOf(names);
    namedAreStateful = true;
    return this;
  }

  /** The values that are averaged; all others are shown as they come. */
  public Progbar statelessMetrics(Collection<String> names) {
    named = Set.copyOf(names);
    namedAreStateful = false;
    return this;
  }

  /** Where the texts go; standard output if not set. */
  public Progbar output(Consumer<String> sink) {
    output = sink;
    return this;
  }

  /** The time in seconds; begins to count anew. */
  public Progbar clock(DoubleSupplier seconds) {
    clock = seconds;
    start = seconds.getAsDouble();
    return this;
  }

  /** Whether the output can go back to the beginning of its line; if not, each update is a line. */
  public Progbar dynamic(boolean movesCursor) {
    dynamic = movesCursor;
    return this;
  }

  /** Shows that {@code current} steps are done; the last one if that is the target. */
  public void update(long current, Map<String, ? extends Number> latest) {
    update(current, latest, target != null && current >= target);
  }

  /** Shows that {@code n} more steps are done. */
  public void add(long n, Map<String, ? extends Number> latest) {
    update(seen + n, latest);
  }

  /**
   * Shows that {@code current} steps are done.
   *
   * @param latest values of the last step by name; new names go to the end
   * @param last true if the line ends here
   */
  public void update(long current, Map<String, ? extends Number> latest, boolean last) {
    latest.forEach((name, value) -> accept(name, value.doubleValue(), current, last));
    seen = current;
    double now = clock.getAsDouble();
    double stepTime = stepTime(current, now);
    if (verbose == 1) {
      if (now - lastUpdate < interval && !last) {
        return;
      }
      output.accept(bar(current, now, stepTime, last));
    } else if (verbose == 2 && last && isTargetKnown()) {
      output.accept(line(current, now, stepTime));
    }
    lastUpdate = now;
  }

  private void accept(String name, double value, long current, boolean last) {
    boolean averaged = named.contains(name) != namedAreStateful;
    if (!averaged || last) {
      values.put(name, new double[] {value, 1});
      return;
    }
    // At least 1: the last step is reported again when the epoch ends.
    double steps = Math.max(current - seen, 1);
    double[] sum = values.computeIfAbsent(name, n -> new double[2]);
    sum[0] += value * steps;
    sum[1] += steps;
  }

  private boolean isTargetKnown() {
    return target != null && target > 0;
  }

  private String bar(long current, double now, double stepTime, boolean last) {
    StringBuilder text = new StringBuilder();
    int special = 0;
    long steps = target == null ? 0 : target;
    if (steps > 0) {
      text.append(BOLD).append(count(current)).append(PLAIN).append(' ');
      special += 8;
      int done = (int) (width * ((double) current / steps));
      if (done > 0) {
        text.append(GREEN).append("━".repeat(done)).append(PLAIN);
        special += 9;
      }
      text.append(WHITE).append("━".repeat(Math.max(0, width - done))).append(PLAIN);
      special += 9;
    } else {
      text.append("%7d/Unknown".formatted(current));
    }
    text.append(' ').append(BOLD);
    if (steps > 0 && !last) {
      text.append(remaining(stepTime * (steps - current)));
    } else {
      text.append(PythonNumber.fixed(now - start, 0)).append('s');
    }
    text.append(PLAIN).append(perStep(stepTime));
    special += 8;
    values.forEach((name, sum) -> text.append(" - ").append(name).append(": ").append(shown(sum)));

    int shown = text.length() - special;
    text.append(" ".repeat(Math.max(0, shownWidth - shown)));
    text.insert(0, dynamic ? "\b".repeat(shownWidth) + "\r" : "\n");
    shownWidth = shown;
    return text.append(last ? "\n" : "").toString();
  }

  private String line(long current, double now, double stepTime) {
    StringBuilder text = new StringBuilder(count(current));
    text.append(" - ").append(PythonNumber.fixed(now - start, 0)).append("s -");
    text.append(perStep(stepTime));
    values.forEach(
        (name, sum) -> {
          double mean = sum[0] / Math.max(1, sum[1]);
          // Keras looks at the sign too here, so a negative value is in scientific notation.
          String value =
              mean > 1e-3 ? PythonNumber.fixed(mean, 4) : PythonNumber.scientific(mean, 4);
          text.append(" - ").append(name).append(": ").append(value);
        });
    return text.append('\n').toString();
  }

  /** {@code " 3/120"}, as wide as the target. */
  private String count(long current) {
    return ("%" + Long.toString(target == null ? 0 : target).length() + "d/%d")
        .formatted(current, target);
  }

  private static String shown(double[] sum) {
    double mean = sum[0] / Math.max(1, sum[1]);
    return Math.abs(mean) > 1e-3 ? PythonNumber.fixed(mean, 4) : PythonNumber.scientific(mean, 4);
  }

  private static String remaining(double seconds) {
    long whole = (long) seconds;
    if (seconds > 3600) {
      return "%d:%02d:%02d".formatted(whole / 3600, whole % 3600 / 60, whole % 60);
    }
    return seconds > 60 ? "%d:%02d".formatted(whole / 60, whole % 60) : whole + "s";
  }

  private String perStep(double seconds) {
    String time =
        seconds >= 1 || seconds == 0
            ? PythonNumber.fixed(seconds, 0) + "s"
            : seconds >= 1e-3
                ? PythonNumber.fixed(seconds * 1e3, 0) + "ms"
                : PythonNumber.fixed(seconds * 1e6, 0) + "us";
    return " " + time + "/" + unitName;
  }

  /** The seconds a step takes; the first one, which warms up, is left out once there are more. */
  private double stepTime(long current, double now) {
    if (current == 0) {
      return 0;
    }
    double seconds =
        current > 1 && !Double.isNaN(afterFirstStep)
            ? (now - afterFirstStep) / (current - 1)
            : (now - start) / current;
    if (current == 1) {
      afterFirstStep = now;
    }
    return seconds;
  }
}

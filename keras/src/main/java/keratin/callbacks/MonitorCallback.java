package keratin.callbacks;

import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.metrics.Direction;
import org.jspecify.annotations.Nullable;

/** A callback that watches one value of the logs, and whether it improves. */
abstract class MonitorCallback<SELF extends MonitorCallback<SELF>> extends Callback {
  static final System.Logger LOG = System.getLogger("keratin.callbacks");
  private static final List<String> MODES = List.of("auto", "min", "max");

  final Option<String> monitor = option("monitor", Kind.STRING, "val_loss");
  final Option<String> mode =
      option("mode", new Kind<>("\"auto\", \"min\" or \"max\"", this::toMode, m -> m), "auto");
  final Option<Integer> verbose = option("verbose", Kind.INT, 0);
  private @Nullable Direction direction;

  @SuppressWarnings("unchecked") // SELF is the class that extends this one.
  final SELF self() {
    return (SELF) this;
  }

  private String toMode(Object value) {
    String given = (String) value;
    if (MODES.contains(given)) {
      return given;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "{0} mode \"{1}\" is unknown; falling back to \"auto\".",
        className(),
        given);
    return "auto";
  }

  /** What is watched: {@code "val_loss"}, {@code "accuracy"}; {@code "val_loss"} by default. */
  public SELF monitor(String name) {
    monitor.set(name);
    return self();
  }

  /**
   * Whether lower is better, {@code "min"}, or higher, {@code "max"}. By default, {@code "auto"},
   * the metric says.
   */
  public SELF mode(String text) {
    mode.set(text);
    return self();
  }

  /** 1 to say what is done and why; silent by default. */
  public SELF verbose(int level) {
    verbose.set(level);
    return self();
  }

  /** The least change that counts as an improvement. */
  double leastChange() {
    return 0;
  }

  /**
   * Which way the watched value gets better.
   *
   * @throws IllegalArgumentException if the mode is {@code "auto"} and the metric does not say
   */
  final Direction direction() {
    Direction found = direction;
    if (found == null) {
      found =
          switch (mode.get()) {
            case "min" -> Direction.DOWN;
            case "max" -> Direction.UP;
            default -> byMetric();
          };
      direction = found;
    }
    return found;
  }

  private Direction byMetric() {
    String name = monitor.get().replaceFirst("^val_", "");
    Direction known = name.equals("loss") ? Direction.DOWN : model().direction(name);
    if (known == null) {
      throw new IllegalArgumentException(
          "%s: nobody says whether \"%s\" should be high or low. Say it: mode(\"max\") or mode(\"min\")."
              .formatted(className(), monitor.get()));
    }
    return known;
  }

  /** True if {@code value} is better than {@code reference} by the least change or more. */
  final boolean improves(double value, @Nullable Double reference) {
    if (reference == null) {
      return true;
    }
    // Compared in single precision, as Keras' ops do.
    return direction() == Direction.UP
        ? (float) (value - Math.abs(leastChange())) > reference.floatValue()
        : (float) (value + Math.abs(leastChange())) < reference.floatValue();
  }

  /** The watched value; null, with a warning, if the logs do not have it. */
  final @Nullable Double watched(Map<String, Double> logs, String what) {
    Double value = logs.get(monitor.get());
    if (value == null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} \"{1}\", which the logs do not have: there are {2}.",
          what,
          monitor.get(),
          logs.keySet());
    }
    return value;
  }
}

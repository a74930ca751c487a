package keratin.optimizers.schedules;

import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Registry;
import org.jspecify.annotations.Nullable;

/** The learning rate schedules by name. */
public final class Schedules {
  private static final Registry<LearningRateSchedule> REGISTRY =
      new Registry<>(
          "learning rate schedule",
          "keras.optimizers.schedules",
          LearningRateSchedule.class,
          ExponentialDecay.class,
          PiecewiseConstantDecay.class,
          PolynomialDecay.class,
          InverseTimeDecay.class,
          CosineDecay.class,
          CosineDecayRestarts.class);

  /** Options that hold a learning rate: a number, or a schedule. */
  public static final Kind<Object> RATE =
      new Kind<>("a number or a learning rate schedule", Schedules::rate, Schedules::write);

  /** Numbers of steps: above 0. */
  static final Kind<Double> STEPS =
      new Kind<>("a number above 0", Schedules::aboveZero, Schedules::shortest);

  private Schedules() {}

  /**
   * A schedule from a config, or from itself.
   *
   * @throws IllegalArgumentException listing near names
   */
  public static LearningRateSchedule get(Object source) {
    return REGISTRY.get(source);
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends LearningRateSchedule> type) {
    REGISTRY.register(type);
  }

  /** The config of a schedule, as JSON values: {@code {"class_name", "config", …}}. */
  public static Map<String, @Nullable Object> serialize(LearningRateSchedule schedule) {
    return REGISTRY.config(schedule);
  }

  /**
   * The schedule of a config that {@link #serialize} or Keras has written.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public static LearningRateSchedule deserialize(Map<String, ?> config) {
    return REGISTRY.deserialize(config);
  }

  /** The class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }

  private static Object rate(Object source) {
    return source instanceof Number number ? (Object) number.doubleValue() : get(source);
  }

  private static Object write(Object rate) {
    return rate instanceof LearningRateSchedule schedule ? serialize(schedule) : rate;
  }

  private static Double aboveZero(Object value) {
    double steps = ((Number) value).doubleValue();
    if (!(steps > 0)) {
      throw new IllegalArgumentException();
    }
    return steps;
  }

  /** Whole numbers are written as such. */
  private static Object shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? (Object) (long) value : value;
  }
}

package keratin.constraints;

import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Registry;
import org.jspecify.annotations.Nullable;

/** The constraints by name. */
public final class Constraints {
  private static final Registry<Constraint> REGISTRY =
      new Registry<>(
          "constraint",
          "keras.constraints",
          Constraint.class,
          Constraint.class,
          MaxNorm.class,
          MinMaxNorm.class,
          NonNeg.class,
          UnitNorm.class);

  /** Options that hold a constraint. */
  public static final Kind<Constraint> KIND = REGISTRY.kind();

  private Constraints() {}

  /** A constraint from a name, a config, or itself. */
  public static Constraint get(Object source) {
    return REGISTRY.get(source);
  }

  /** The config of a constraint, as JSON values: {@code {"class_name", "config", …}}. */
  public static Map<String, @Nullable Object> serialize(Constraint constraint) {
    return REGISTRY.config(constraint);
  }

  /**
   * The constraint of a config that {@link #serialize} or Keras has written.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public static Constraint deserialize(Map<String, ?> config) {
    return REGISTRY.deserialize(config);
  }

  /** The known class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Constraint> type) {
    REGISTRY.register(type);
  }
}

package keratin.regularizers;

import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Registry;
import org.jspecify.annotations.Nullable;

/** The regularizers by name. */
public final class Regularizers {
  private static final Registry<Regularizer> REGISTRY =
      new Registry<>(
          "regularizer",
          "keras.regularizers",
          Regularizer.class,
          L1.class,
          L1L2.class,
          L2.class,
          OrthogonalRegularizer.class);

  /** Options that hold a regularizer. */
  public static final Kind<Regularizer> KIND = REGISTRY.kind();

  private Regularizers() {}

  /** A regularizer from a name, a config, or itself. */
  public static Regularizer get(Object source) {
    return REGISTRY.get(source);
  }

  /** The config of a regularizer, as JSON values: {@code {"class_name", "config", …}}. */
  public static Map<String, @Nullable Object> serialize(Regularizer regularizer) {
    return REGISTRY.config(regularizer);
  }

  /**
   * The regularizer of a config that {@link #serialize} or Keras has written.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public static Regularizer deserialize(Map<String, ?> config) {
    return REGISTRY.deserialize(config);
  }

  /** The known class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Regularizer> type) {
    REGISTRY.register(type);
  }
}

package keratin.optimizers;

import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.config.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The optimizers by name: {@code "adam"}, {@code "sgd"}, {@code "rmsprop"}.
 *
 * @see <a href="https://keras.io/api/optimizers/">keras.optimizers</a>
 */
public final class Optimizers {
  private static final Registry<Optimizer> REGISTRY =
      new Registry<>(
          "optimizer",
          "keras.optimizers",
          Optimizer.class,
          SGD.class,
          RMSprop.class,
          Adam.class,
          AdamW.class,
          Adadelta.class,
          Adafactor.class,
          Adagrad.class,
          Adamax.class,
          Ftrl.class,
          Lamb.class,
          Lion.class,
          LossScaleOptimizer.class,
          MultiOptimizer.class,
          Muon.class,
          Nadam.class,
          ScheduleFreeAdamW.class);

  /** Options that hold an optimizer. */
  public static final Kind<Optimizer> KIND = REGISTRY.kind();

  private Optimizers() {}

  /**
   * An optimizer from its name, a config, or itself.
   *
   * @throws IllegalArgumentException listing near names
   */
  public static Optimizer get(Object source) {
    return REGISTRY.get(source);
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Optimizer> type) {
    REGISTRY.register(type);
  }

  /** The config of an optimizer, as JSON values: {@code {"class_name", "config", …}}. */
  public static Map<String, @Nullable Object> serialize(Optimizer optimizer) {
    return REGISTRY.config(optimizer);
  }

  /**
   * The optimizer of a config that {@link #serialize} or Keras has written.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public static Optimizer deserialize(Map<String, ?> config) {
    return REGISTRY.deserialize(config);
  }

  /** The class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }
}

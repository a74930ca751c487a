package keratin.regularizers;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Registry;

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

  /** The known class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Regularizer> type) {
    REGISTRY.register(type);
  }
}

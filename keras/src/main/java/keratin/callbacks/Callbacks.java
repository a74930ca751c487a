package keratin.callbacks;

import java.util.List;
import keratin.config.Registry;

/** The callbacks by name: those whose options a config can hold. */
public final class Callbacks {
  private static final Registry<Callback> REGISTRY =
      new Registry<>(
          "callback",
          "keras.callbacks",
          Callback.class,
          BackupAndRestore.class,
          CSVLogger.class,
          EarlyStopping.class,
          ModelCheckpoint.class,
          OrbaxCheckpoint.class,
          ReduceLROnPlateau.class,
          RemoteMonitor.class,
          SwapEMAWeights.class,
          TensorBoard.class,
          TerminateOnNaN.class);

  private Callbacks() {}

  /**
   * A callback from its name, a config, or itself.
   *
   * @throws IllegalArgumentException listing near names
   */
  public static Callback get(Object source) {
    return REGISTRY.get(source);
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Callback> type) {
    REGISTRY.register(type);
  }

  /** The class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }
}

package keratin.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import keratin.config.Configurable;
import keratin.config.CustomObjects;
import keratin.config.Kind;
import keratin.config.Registry;
import keratin.random.PendingSeeds;
import org.jspecify.annotations.Nullable;

/** The layers by name: turns configs into layers. */
public final class Layers {
  /*
   * Rooms are found as services, because this package cannot name their classes: they depend on
   * it. Wrappers, which are layers too, read the layers inside them through KIND.
   */
  private static final Registry<Layer> REGISTRY = load();

  /** Options that hold a layer. */
  public static final Kind<Layer> KIND =
      new Kind<>(REGISTRY.kind().name(), REGISTRY::get, Layers::nested, REGISTRY.kind().check());

  private Layers() {}

  private static Registry<Layer> load() {
    Registry<Layer> registry = new Registry<>("layer", "keras.layers", Layer.class);
    for (LayerRoom room : ServiceLoader.load(LayerRoom.class, Layers.class.getClassLoader())) {
      room.layers().forEach(registry::register);
      room.aliases().forEach(registry::alias);
    }
    return registry;
  }

  /** A layer from its config {@code {"class_name", "config"}}, or itself. */
  public static Layer get(Object source) {
    return REGISTRY.get(source);
  }

  /** The config of a layer as that of another holds it. */
  private static Map<String, @Nullable Object> nested(Layer layer) {
    Map<String, @Nullable Object> config = REGISTRY.config(layer);
    if (config.get("registered_name") == null) {
      config.put("module", layer.configModule());
      config.put("class_name", layer.configClass());
      config.put("registered_name", layer.registeredName());
    }
    return config;
  }

  /** The config of a layer as a model's config holds it. */
  public static Map<String, @Nullable Object> config(Layer layer) {
    Map<String, @Nullable Object> config = nested(layer);
    Map<String, @Nullable Object> built = layer.buildConfig();
    if (!built.isEmpty()) {
      config.put("build_config", built);
    }
    return config;
  }

  /** The config of a layer, as JSON values: {@code {"class_name", "config", …}}. */
  public static Map<String, @Nullable Object> serialize(Layer layer) {
    return config(layer);
  }

  /**
   * The layer of a config that {@link #serialize} or Keras has written.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public static Layer deserialize(Map<String, ?> config) {
    return REGISTRY.deserialize(config);
  }

  /**
   * A new layer of these options, which {@code like} has as well but for some. Classes of one's own
   * inside it need not be registered: they are those of the layer that is there.
   */
  public static Layer copy(Layer like, Map<String, ?> config) {
    Map<String, Class<? extends Configurable>> own = new LinkedHashMap<>();
    collectOwn(like, own);
    CustomObjects.enter(own);
    try {
      Layer copy = REGISTRY.get(config);
      // Options are read late: now, while the classes are known.
      PendingSeeds.settle();
      return copy;
    } finally {
      CustomObjects.leave();
    }
  }

  private static void collectOwn(Layer layer, Map<String, Class<? extends Configurable>> into) {
    if (!CustomObjects.isRegistered(layer.getClass()) && !REGISTRY.has(layer.getClass())) {
      into.put(layer.className(), layer.getClass());
    }
    layer.sublayers().forEach(part -> collectOwn(part, into));
  }

  /** The known class names. */
  public static List<String> names() {
    return REGISTRY.names();
  }

  /** Makes one's own class known by its name. */
  public static void register(Class<? extends Layer> type) {
    REGISTRY.register(type);
  }
}

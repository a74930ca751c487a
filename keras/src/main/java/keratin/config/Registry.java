package keratin.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one room by name: turns {@code "he_normal"} or a config into an object.
 *
 * <p>Every class has a constructor without parameters, private where users should not call it;
 * options come from the config.
 */
public final class Registry<T extends Configurable> {
  private final String what;
  private final String module;
  private final Class<T> type;
  private final Map<String, Class<? extends T>> classes = new LinkedHashMap<>();
  private final Map<String, Class<? extends T>> spoken = new LinkedHashMap<>();

  /**
   * A registry of {@code what}, {@code "initializer"} for example, which Keras keeps in {@code
   * module}.
   */
  @SafeVarargs
  public Registry(String what, String module, Class<T> type, Class<? extends T>... classes) {
    this.what = what;
    this.module = module;
    this.type = type;
    for (Class<? extends T> known : classes) {
      register(known);
    }
  }

  /** Adds a class under its simple name, in camel and snake case. */
  public synchronized void register(Class<? extends T> known) {
    classes.put(known.getSimpleName(), known);
    spoken.put(plain(known.getSimpleName()), known);
  }

  /** Adds another name: {@code "mse"} for MeanSquaredError. */
  public synchronized Registry<T> alias(String alias, Class<? extends T> known) {
    spoken.put(plain(alias), known);
    return this;
  }

  /** True if configs know this class without being told. */
  public synchronized boolean has(Class<?> known) {
    return classes.containsValue(known);
  }

  /** The registered class names, in order. */
  public synchronized List<String> names() {
    return List.copyOf(classes.keySet());
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /**
   * An object from itself, a name, or a config with {@code class_name} and {@code config}.
   *
   * @throws IllegalArgumentException listing near names
   */
  public T get(Object source) {
    return switch (source) {
      case String name -> create(name);
      case Map<?, ?> map when map.get("class_name") instanceof String name -> {
        T object = make(find(map, name));
        if (map.get("config") instanceof Map<?, ?> config) {
          Map<String, Object> typed = new LinkedHashMap<>();
          config.forEach((k, v) -> typed.put((String) k, v));
          object.configure(typed);
        }
        yield object;
      }
      default -> {
        if (!type.isInstance(source)) {
          throw new IllegalArgumentException(
              "%s is not a %s or the name of one.".formatted(source, what));
        }
        yield type.cast(source);
      }
    };
  }

  /** A new object of the class with this name, its options at their defaults. */
  public T create(String name) {
    return make(find(name));
  }

  private static <T> T make(Class<? extends T> known) {
    try {
      Constructor<? extends T> constructor = known.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      boolean inner = known.isMemberClass() && !Modifier.isStatic(known.getModifiers());
      throw new IllegalStateException(
          "%s %s"
              .formatted(
                  known.getName(),
                  inner
                      ? "is an inner class, of which only its outer object makes one. Make it"
                          + " static."
                      : "has no constructor without parameters, from which a config could be"
                          + " read."),
          e);
    }
  }

  /** One's own class goes by the name it was registered with, if the config says one. */
  private Class<? extends T> find(Map<?, ?> config, String name) {
    Class<? extends T> own =
        config.get("registered_name") instanceof String registered ? custom(registered) : null;
    if (own != null) {
      return own;
    }
    try {
      return find(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s\n  A class of one's own must be known first: Serialization.registerKerasSerializable(%s.class)"
              .formatted(e.getMessage(), name),
          e);
    }
  }

  private @Nullable Class<? extends T> custom(String name) {
    Class<?> found = CustomObjects.find(name);
    return found != null && type.isAssignableFrom(found) ? found.asSubclass(type) : null;
  }

  private synchronized Class<? extends T> find(String name) {
    Class<? extends T> own = custom(name);
    Class<? extends T> known = own == null ? spoken.get(plain(name)) : own;
    if (known == null) {
      throw new IllegalArgumentException(
          Near.text("Unknown %s \"%s\".".formatted(what, name), name, names()));
    }
    return known;
  }

  /**
   * The object of a config {@code {"class_name", "config"}}.
   *
   * @throws IllegalArgumentException if no class is named, or none that is known
   */
  public T deserialize(Map<String, ?> config) {
    if (!(config.get("class_name") instanceof String)) {
      throw new IllegalArgumentException(
          "The config of a %s has \"class_name\" and \"config\", but this one has %s."
              .formatted(what, config.keySet()));
    }
    return get(config);
  }

  /** Options that hold an object of this registry, nested in configs as Keras nests them. */
  public Kind<T> kind() {
    return new Kind<>(
        (what.matches("[aeio].*") ? "an " : "a ") + what, this::get, this::config, this::check);
  }

  private void check(Object source) {
    if (source instanceof String name) {
      find(name);
    } else if (!(source instanceof Map<?, ?> map)) {
      get(source);
    } else if (map.get("class_name") instanceof String name) {
      find(map, name);
    }
  }

  /** The config of {@code object} as Keras nests it in another config. */
  public Map<String, @Nullable Object> config(T object) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    Class<?> own = object.getClass();
    boolean registered = CustomObjects.isRegistered(own);
    config.put("module", registered ? own.getPackageName() : module);
    config.put("class_name", object.className());
    config.put("config", object.getConfig());
    config.put("registered_name", registered ? CustomObjects.name(own) : null);
    return config;
  }
}

package keratin.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One's own classes by the names that configs call them: those that were registered for good, and
 * those of scopes, which come first.
 */
public final class CustomObjects {
  private static final Map<String, Class<? extends Configurable>> REGISTERED =
      new LinkedHashMap<>();
  private static final Map<Class<?>, String> NAMES = new HashMap<>();
  private static final ThreadLocal<Deque<Map<String, Class<? extends Configurable>>>> SCOPES =
      ThreadLocal.withInitial(ArrayDeque::new);

  private CustomObjects() {}

  /**
   * Makes a class known as {@code packageName>name}.
   *
   * @throws IllegalArgumentException if another class has that name
   */
  public static synchronized void register(
      Class<? extends Configurable> type, String packageName, String name) {
    String full = packageName + ">" + name;
    Class<? extends Configurable> known = REGISTERED.putIfAbsent(full, type);
    // A class that was loaded anew, in a notebook for example, takes the place of the old one.
    if (known != null && !known.getName().equals(type.getName())) {
      throw new IllegalArgumentException(
          "%s is registered as \"%s\" already; %s needs another name or package."
              .formatted(known.getName(), full, type.getName()));
    }
    REGISTERED.put(full, type);
    NAMES.put(type, full);
  }

  /** {@code packageName>name} of a registered class; the simple name of any other. */
  public static synchronized String name(Class<?> type) {
    return NAMES.getOrDefault(type, type.getSimpleName());
  }

  /** True if the class was registered. */
  public static synchronized boolean isRegistered(Class<?> type) {
    return NAMES.containsKey(type);
  }

  /** The class of a name, from the innermost scope outwards; null if there is none. */
  public static @Nullable Class<? extends Configurable> find(String name) {
    for (Map<String, Class<? extends Configurable>> scope : SCOPES.get()) {
      if (scope.containsKey(name)) {
        return scope.get(name);
      }
    }
    synchronized (CustomObjects.class) {
      return REGISTERED.get(name);
    }
  }

  /** All that were registered, by {@code package>name}. */
  public static synchronized Map<String, Class<? extends Configurable>> all() {
    return Map.copyOf(REGISTERED);
  }

  /** Makes classes known in this thread until {@link #leave}. */
  public static void enter(Map<String, Class<? extends Configurable>> classes) {
    SCOPES.get().push(Map.copyOf(classes));
  }

  /** Ends the innermost scope. */
  public static void leave() {
    Objects.requireNonNull(SCOPES.get().poll(), "no scope is open");
  }
}

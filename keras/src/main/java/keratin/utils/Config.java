package keratin.utils;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Named values that can be frozen, so that nothing changes them by accident.
 *
 * {@snippet :
 * Config config = new Config().set("learning_rate", 0.1).set("momentum", 0.9);
 * config.freeze();
 * String json = config.toJson();
 * }
 *
 * @see <a href="https://keras.io/api/utils/config_utils/">keras.utils.Config</a>
 */
public final class Config {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private boolean frozen;

  /** No values yet. */
  public Config() {}

  /** These values. */
  public Config(Map<String, ?> values) {
    this.values.putAll(values);
  }

  /**
   * Sets a value.
   *
   * @throws IllegalStateException if it is frozen
   */
  public Config set(String name, @Nullable Object value) {
    requireThawed(name);
    values.put(name, value);
    return this;
  }

  /** Sets several values. */
  public Config update(Map<String, ?> more) {
    more.forEach(this::set);
    return this;
  }

  /**
   * Takes a value away and returns it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public @Nullable Object pop(String name) {
    requireThawed(name);
    Object value = get(name);
    values.remove(name);
    return value;
  }

  /**
   * A value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public @Nullable Object get(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException(
          "There is no value \"%s\"; there are %s.".formatted(name, values.keySet()));
    }
    return values.get(name);
  }

  /** A value, or another if there is none. */
  public @Nullable Object get(String name, @Nullable Object otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  private void requireThawed(String name) {
    if (frozen) {
      throw new IllegalStateException(
          "The config is frozen, so \"%s\" cannot change. Call unfreeze() first.".formatted(name));
    }
  }

  /** Forbids changes. */
  public void freeze() {
    frozen = true;
  }

  /** Allows changes again. */
  public void unfreeze() {
    frozen = false;
  }

  /** True while changes are forbidden. */
  public boolean isFrozen() {
    return frozen;
  }

  /** The values in the order they were set; a copy. */
  public Map<String, @Nullable Object> asDict() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The values as JSON. */
  public String toJson() {
    return JsonMapper.builder().build().writeValueAsString(values);
  }

  @Override
  public String toString() {
    return "<Config " + values + ">";
  }
}

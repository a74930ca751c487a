package keratin.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something with named options: a layer, a loss, an optimizer.
 *
 * <p>A subclass declares each option once, as a field; reading and writing configs, checking and
 * defaults follow from that.
 *
 * {@snippet :
 * private final Option<Double> rate = required("rate", Kind.RATE);
 * private final Option<Long> seed = option("seed", Kind.LONG.orNull(), null);
 * }
 */
public abstract class Configurable {
  private final List<Option<?>> options = new ArrayList<>();

  /** An option that must be given. */
  protected final <T extends @Nullable Object> Option<T> required(String name, Kind<T> kind) {
    return add(new Option<>(this, name, kind, null, true));
  }

  /** An option with a default, in any form that {@code kind} reads. */
  protected final <T extends @Nullable Object> Option<T> option(
      String name, Kind<T> kind, @Nullable Object preset) {
    return add(new Option<>(this, name, kind, preset, false));
  }

  private <T extends @Nullable Object> Option<T> add(Option<T> option) {
    options.add(option);
    return option;
  }

  /**
   * Counts the options of a part among this object's own, as a layer's of its cell: those that this
   * object does not have itself. Errors name this object from then on.
   */
  protected final void adoptOptions(Configurable part) {
    for (Option<?> option : part.options) {
      if (options.stream().noneMatch(own -> own.name().equals(option.name()))) {
        option.ownedBy(this);
        options.add(option);
      }
    }
  }

  /** Sets one of the options by its name in configs. */
  protected final void setOption(String name, @Nullable Object value) {
    for (Option<?> option : options) {
      if (option.name().equals(name)) {
        option.set(value);
        return;
      }
    }
    List<String> known = options.stream().<String>map(Option::name).toList();
    throw new IllegalArgumentException(
        Near.text("%s has no option \"%s\".".formatted(className(), name), name, known));
  }

  /** The declared options, in order. */
  public final List<Option<?>> options() {
    return List.copyOf(options);
  }

  /** The class name in configs, {@code "Dense"}. */
  public String className() {
    return getClass().getSimpleName();
  }

  /** The options as JSON values: what {@link #configure} takes. */
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    for (Option<?> option : options) {
      config.put(option.name(), option.config());
    }
    return config;
  }

  /**
   * Sets options from a config. Keys that are not options are passed over, as Keras' versions
   * differ in them.
   */
  public void configure(Map<String, ?> config) {
    for (Option<?> option : options) {
      if (config.containsKey(option.name())) {
        option.set(config.get(option.name()));
      }
    }
  }

  /** Throws if options can no longer change. */
  protected void requireOpen() {}
}

package keratin.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.config.Kind;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Which optimizer changes which variable: the first of those whose pattern is the whole name of the
 * variable, or the default.
 *
 * {@snippet :
 * var optimizers = new OptimizerMap(new Adam()).with("bias|beta", new SGD(0.1));
 * }
 *
 * @see <a href="https://keras.io/api/optimizers/">keras.optimizers.OptimizerMap</a>
 */
public final class OptimizerMap {
  /** Options that hold one. */
  static final Kind<OptimizerMap> KIND =
      new Kind<>("a map of optimizers", OptimizerMap::parse, OptimizerMap::write);

  private final Optimizer defaultOptimizer;
  private final Map<String, Optimizer> byName = new LinkedHashMap<>();

  /** One optimizer for all. */
  public OptimizerMap(Optimizer defaultOptimizer) {
    this.defaultOptimizer = defaultOptimizer;
  }

  /**
   * The same with another optimizer for some variables.
   *
   * @param pattern a regular expression for their names
   * @throws IllegalArgumentException if the pattern is there already, or the optimizer is made of
   *     others
   */
  public OptimizerMap with(String pattern, Optimizer optimizer) {
    if (byName.containsKey(pattern)) {
      throw new IllegalArgumentException(
          "OptimizerMap: there is an optimizer for \"%s\" already.".formatted(pattern));
    }
    if (!optimizer.inner().isEmpty()) {
      throw new IllegalArgumentException(
          "OptimizerMap: %s is made of others, and cannot be one of several."
              .formatted(optimizer.title()));
    }
    OptimizerMap more = new OptimizerMap(defaultOptimizer);
    more.byName.putAll(byName);
    more.byName.put(pattern, optimizer);
    return more;
  }

  /** All optimizers, the default last. */
  List<Optimizer> all() {
    List<Optimizer> all = new ArrayList<>(byName.values());
    all.add(defaultOptimizer);
    return all.stream().distinct().toList();
  }

  /**
   * The optimizer of a variable.
   *
   * @throws IllegalArgumentException if several patterns are its name
   */
  public Optimizer of(Variable variable) {
    String name = variable.name();
    Optimizer exact = byName.get(name);
    if (exact != null) {
      return exact;
    }
    List<Map.Entry<String, Optimizer>> matching =
        byName.entrySet().stream().filter(entry -> name.matches(entry.getKey())).toList();
    if (matching.size() > 1) {
      throw new IllegalArgumentException(
          "OptimizerMap: the patterns %s all match the variable '%s'."
              .formatted(matching.stream().map(Map.Entry::getKey).toList(), name));
    }
    return matching.isEmpty() ? defaultOptimizer : matching.getFirst().getValue();
  }

  private static OptimizerMap parse(Object source) {
    if (source instanceof OptimizerMap map) {
      return map;
    }
    if (!(source instanceof Map<?, ?> whole
        && whole.get("config") instanceof Map<?, ?> config
        && config.get("default_optimizer") instanceof Object all)) {
      throw new IllegalArgumentException();
    }
    OptimizerMap map = new OptimizerMap(Optimizers.get(all));
    if (config.get("optimizer_map") instanceof Map<?, ?> optimizers) {
      for (Map.Entry<?, ?> entry : optimizers.entrySet()) {
        map = map.with((String) entry.getKey(), Optimizers.get(entry.getValue()));
      }
    }
    return map;
  }

  private Object write() {
    Map<String, Object> optimizers = new LinkedHashMap<>();
    byName.forEach((pattern, one) -> optimizers.put(pattern, Optimizers.serialize(one)));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("default_optimizer", Optimizers.serialize(defaultOptimizer));
    config.put("optimizer_map", optimizers);
    Map<String, @Nullable Object> whole = new LinkedHashMap<>();
    whole.put("module", "keras.optimizers");
    whole.put("class_name", "OptimizerMap");
    whole.put("config", config);
    whole.put("registered_name", "OptimizerMap");
    return whole;
  }
}

package keratin.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The symbols that a model begins or ends with: one, a list, or a map by name. A map counts in the
 * order of its keys, as in Keras.
 *
 * @param form how they were given
 * @param keys the keys of a map
 * @param tensors the symbols in order
 */
record Structure(Form form, List<String> keys, List<Tensor> tensors) {
  /** How tensors are given. */
  enum Form {
    ONE,
    LIST,
    MAP
  }

  /**
   * What {@code source} holds.
   *
   * @param what how errors call it
   * @throws IllegalArgumentException if it holds something else than symbols, or nothing
   */
  static Structure of(String what, Object source) {
    List<String> keys = new ArrayList<>();
    List<Tensor> tensors = new ArrayList<>();
    Form form =
        switch (source) {
          case Map<?, ?> map -> {
            new TreeMap<>(map)
                .forEach(
                    (key, value) -> {
                      keys.add(String.valueOf(key));
                      tensors.add(symbol(what, value));
                    });
            yield Form.MAP;
          }
          case List<?> list -> {
            list.forEach(item -> tensors.add(symbol(what, item)));
            yield Form.LIST;
          }
          default -> {
            tensors.add(symbol(what, source));
            yield Form.ONE;
          }
        };
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("A model needs %s, but none came.".formatted(what));
    }
    return new Structure(form, List.copyOf(keys), List.copyOf(tensors));
  }

  private static Tensor symbol(String what, @Nullable Object value) {
    if (value instanceof Tensor tensor && tensor.isSymbolic()) {
      return tensor;
    }
    throw new IllegalArgumentException(
        "The %s of a model are symbols: one, a list or a map of them, but %s came. Make them with new Input(…).tensor()."
            .formatted(what, value));
  }

  /** The same form with other symbols. */
  Structure map(UnaryOperator<Tensor> change) {
    return new Structure(form, keys, tensors.stream().map(change).toList());
  }

  /** The keys of a map, or else the names of the layers that gave the symbols. */
  List<String> names() {
    return form == Form.MAP
        ? keys
        : tensors.stream().map(t -> Topology.node(t).layer().name()).toList();
  }

  /** The names of the layers that gave the symbols. */
  List<String> layerNames() {
    return tensors.stream().map(t -> Topology.node(t).layer().name()).toList();
  }

  /** In a config: every symbol as {@code describe} says, in this form. */
  Object config(Function<Tensor, Object> describe) {
    return switch (form) {
      case ONE -> describe.apply(tensors.getFirst());
      case LIST -> tensors.stream().map(describe).toList();
      case MAP -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
          map.put(keys.get(i), describe.apply(tensors.get(i)));
        }
        yield map;
      }
    };
  }

  /**
   * From a config, where every symbol is a list of a layer's name and two numbers.
   *
   * @param find the symbol of such a list
   */
  static Structure ofConfig(String what, Object config, Function<List<?>, Tensor> find) {
    return of(what, resolved(config, find));
  }

  private static Object resolved(Object config, Function<List<?>, Tensor> find) {
    return switch (config) {
      case List<?> symbol when symbol.size() == 3 && symbol.getFirst() instanceof String ->
          find.apply(symbol);
      case List<?> list -> list.stream().map(item -> resolved(item, find)).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> found = new LinkedHashMap<>();
        map.forEach((key, item) -> found.put(key, resolved(item, find)));
        yield found;
      }
      default -> config;
    };
  }
}

package keratin.models;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The symbols that a model begins or ends with: one, or lists and maps of them, also inside each
 * other. A map counts in the order of its keys, as in Keras.
 *
 * @param form how they were given: in the place of each symbol is the key that it has in a map, or
 *     the path to its list, which ends in "/" unless it is empty
 * @param tensors the symbols in order
 */
record Structure(Object form, List<Tensor> tensors) {
  /**
   * What {@code source} holds.
   *
   * @param what how errors call it
   * @throws IllegalArgumentException if it holds something else than symbols, or nothing
   */
  static Structure of(String what, Object source) {
    List<Tensor> tensors = new ArrayList<>();
    Object form = form(what, "", source, tensors);
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("A model needs %s, but none came.".formatted(what));
    }
    return new Structure(form, List.copyOf(tensors));
  }

  private static Object form(String what, String path, @Nullable Object source, List<Tensor> into) {
    return switch (source) {
      case Map<?, ?> map -> {
        Map<String, Object> parts = new LinkedHashMap<>();
        new TreeMap<>(map)
            .forEach(
                (key, value) -> {
                  boolean nested = value instanceof Map || value instanceof List;
                  String inner = path + key + (nested ? "/" : "");
                  parts.put(String.valueOf(key), form(what, inner, value, into));
                });
        yield parts;
      }
      case List<?> list -> list.stream().map(item -> form(what, path, item, into)).toList();
      case null, default -> {
        into.add(symbol(what, source));
        yield path;
      }
    };
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
    return new Structure(form, tensors.stream().map(change).toList());
  }

  /** True for one symbol alone. */
  boolean isSingle() {
    return form instanceof String;
  }

  /** The keys of a map; where there is none, the names of the layers that gave the symbols. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    filled(form, tensors.iterator(), (place, t) -> names.add(name(place, t)));
    return names;
  }

  private static String name(String place, Tensor symbol) {
    boolean keyed = !place.isEmpty() && !place.endsWith("/");
    return keyed ? place : place + Topology.node(symbol).layer().name();
  }

  /** The names of the layers that gave the symbols. */
  List<String> layerNames() {
    return tensors.stream().map(t -> Topology.node(t).layer().name()).toList();
  }

  /** The form with a name in the place of each symbol. */
  Object namedForm() {
    return filled(form, tensors.iterator(), Structure::name);
  }

  /** In a config: every symbol as {@code describe} says, in this form. */
  Object config(Function<Tensor, Object> describe) {
    return filled(form, tensors.iterator(), (place, t) -> describe.apply(t));
  }

  private static Object filled(
      @Nullable Object form, Iterator<Tensor> symbols, BiFunction<String, Tensor, Object> with) {
    return switch (form) {
      case Map<?, ?> map -> {
        Map<String, Object> parts = new LinkedHashMap<>();
        map.forEach((key, part) -> parts.put(String.valueOf(key), filled(part, symbols, with)));
        yield parts;
      }
      case List<?> list -> list.stream().map(part -> filled(part, symbols, with)).toList();
      case null, default -> with.apply(String.valueOf(form), symbols.next());
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

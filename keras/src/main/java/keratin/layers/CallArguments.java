package keratin.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What some layers are told with a call, beside their tensors: Python's keyword arguments of {@code
 * call}. Immutable.
 *
 * {@snippet :
 * var words = new ReversibleEmbedding(1000, 64);
 * words.of(words.of(indices), new CallArguments().with("reverse", true));
 * }
 *
 * @param values by Keras' names: numbers, strings, booleans, tensors or lists of tensors
 */
public record CallArguments(Map<String, Object> values) {
  static final CallArguments NONE = new CallArguments();

  /** No arguments. */
  public CallArguments() {
    this(Map.of());
  }

  /** The same arguments and one more. */
  public CallArguments with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new CallArguments(more);
  }

  /** An argument; null if it was not given. */
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  /** True if this was given as true. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** A tensor; null if it was not given. */
  public @Nullable Tensor tensor(String name) {
    return (Tensor) values.get(name);
  }

  /** All tensors among them, in order. */
  List<Tensor> tensors() {
    List<Tensor> found = new ArrayList<>();
    map(
        tensor -> {
          found.add(tensor);
          return tensor;
        });
    return found;
  }

  /** The same arguments with other tensors. */
  CallArguments map(UnaryOperator<Tensor> change) {
    if (values.isEmpty()) {
      return this;
    }
    Map<String, Object> changed = new LinkedHashMap<>();
    values.forEach((name, value) -> changed.put(name, mapped(value, change)));
    return new CallArguments(changed);
  }

  private static Object mapped(Object value, UnaryOperator<Tensor> change) {
    return switch (value) {
      case Tensor tensor -> change.apply(tensor);
      case List<?> list -> list.stream().map(item -> mapped(item, change)).toList();
      default -> value;
    };
  }
}

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
 * <p>Every layer takes a {@code "mask"} for its first input.
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

  // ---- the argument of every layer ----

  private static final String MASK = "mask";

  /** The inputs, the first with the mask that was given, if one was. */
  List<Tensor> masked(List<Tensor> xs) {
    Tensor mask = tensor(MASK);
    if (mask == null) {
      return xs;
    }
    List<Tensor> all = new ArrayList<>(xs);
    // Another tensor of the same numbers: the caller's keeps its own mask.
    Tensor x = xs.getFirst();
    Tensor same = x.isSymbolic() ? Tensor.symbol(x.spec()) : x.reshape(x.shape().dims());
    all.set(0, Mask.attach(same, mask));
    return all;
  }

  CallArguments withoutMask() {
    if (!values.containsKey(MASK)) {
      return this;
    }
    Map<String, Object> rest = new LinkedHashMap<>(values);
    rest.remove(MASK);
    return new CallArguments(rest);
  }

  /** With the mask of the first input, if that is part of the model. */
  CallArguments withMaskOf(List<Tensor> xs) {
    Tensor mask = xs.isEmpty() ? null : Mask.of(xs.getFirst());
    return mask == null || values.containsKey(MASK) || Node.of(mask) == null
        ? this
        : with(MASK, mask);
  }
}

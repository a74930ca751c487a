package keratin.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import keratin.config.Near;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
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
 * <p>Every layer takes a {@code "mask"} for its first input, or a list of masks for all; a layer
 * that names its inputs takes {@code "query_mask"} and so on.
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

  @SuppressWarnings("NullAway") // A list of masks has nulls where an input has none.
  private static Object mapped(Object value, UnaryOperator<Tensor> change) {
    return switch (value) {
      case Tensor tensor -> change.apply(tensor);
      case List<?> list -> list.stream().map(item -> mapped(item, change)).toList();
      case null, default -> value;
    };
  }

  /** The same arguments but these. */
  CallArguments without(List<String> names) {
    if (names.stream().noneMatch(values::containsKey)) {
      return this;
    }
    Map<String, Object> rest = new LinkedHashMap<>(values);
    rest.keySet().removeAll(names);
    return new CallArguments(rest);
  }

  /**
   * Refuses arguments that a layer does not know.
   *
   * @throws TensorException naming those that it takes
   */
  public void allowOnly(Layer layer, String... names) {
    for (String name : values.keySet()) {
      if (!List.of(names).contains(name)) {
        throw new TensorException(
            Near.text(
                "%s takes no argument \"%s\" with a call.".formatted(layer.className(), name),
                name,
                List.of(names)));
      }
    }
  }

  // ---- tensors that are named ----

  /** The tensors of a call: those that came in order, then those that were named. */
  List<Tensor> inputs(List<Tensor> given, List<String> names) {
    List<Tensor> named = names.stream().map(this::tensor).filter(Objects::nonNull).toList();
    if (named.isEmpty()) {
      return given;
    }
    List<Tensor> all = new ArrayList<>(given);
    all.addAll(named);
    return all;
  }

  // ---- masks ----

  private static final String MASK = "mask";

  private static String maskName(String tensorName) {
    return tensorName + "_mask";
  }

  /** The mask that was given for an input; null if none was. */
  private @Nullable Tensor maskOf(int input, List<String> tensorNames) {
    if (input < tensorNames.size() && get(maskName(tensorNames.get(input))) instanceof Tensor own) {
      return own;
    }
    return switch (get(MASK)) {
      case Tensor mask when input == 0 -> mask;
      case List<?> masks when input < masks.size() -> (Tensor) masks.get(input);
      case null, default -> null;
    };
  }

  /** The inputs, each with the mask that was given for it, if one was. */
  List<Tensor> masked(List<Tensor> xs, List<String> tensorNames) {
    if (values.isEmpty()) {
      return xs;
    }
    List<Tensor> all = new ArrayList<>(xs);
    // The last input may be left out where it is the one before it, but has a mask of its own.
    if (xs.size() == tensorNames.size() - 1 && maskOf(xs.size(), tensorNames) != null) {
      all.add(xs.getLast());
    }
    for (int i = 0; i < all.size(); i++) {
      Tensor mask = maskOf(i, tensorNames);
      if (mask != null) {
        // Another tensor of the same numbers: the caller's keeps its own mask.
        Tensor x = all.get(i);
        all.set(i, Mask.attach(same(x), mask.cast(DType.BOOL)));
      }
    }
    return all;
  }

  /** The inputs with the masks that the outputs carry on: one that was given comes first. */
  List<Tensor> carrying(List<Tensor> xs) {
    return get(MASK) == null ? xs : masked(xs, List.of());
  }

  /**
   * The inputs as a layer hears them. Beside other tensors, such as an initial state, Keras gives
   * their masks to no layer that does not name its inputs; one that is given as "mask" counts.
   */
  List<Tensor> heard(List<Tensor> xs, Layer layer) {
    return hidesMasks(layer) ? xs.stream().map(x -> Mask.of(x) == null ? x : same(x)).toList() : xs;
  }

  private boolean hidesMasks(Layer layer) {
    return !values.isEmpty()
        && get(MASK) == null
        && layer.takesMask()
        && layer.tensorNames().isEmpty()
        && !tensors().isEmpty();
  }

  /** The same numbers, without a mask. */
  private static Tensor same(Tensor x) {
    return x.isSymbolic() ? Tensor.symbol(x.spec()) : x.reshape(x.shape().dims());
  }

  CallArguments withoutMasks(List<String> tensorNames) {
    if (values.isEmpty()) {
      return this;
    }
    List<String> names = new ArrayList<>(List.of(MASK));
    tensorNames.forEach(name -> names.add(maskName(name)));
    return without(names);
  }

  /** With the masks of the inputs that are part of the model, where the layer uses them. */
  CallArguments withMasksOf(List<Tensor> xs, Layer layer) {
    if (!layer.takesMask() || values.containsKey(MASK) || hidesMasks(layer)) {
      return this;
    }
    List<@Nullable Tensor> masks = new ArrayList<>();
    for (Tensor x : xs) {
      Tensor mask = Mask.of(x);
      masks.add(mask == null || Node.of(mask) == null ? null : mask);
    }
    if (layer.takesList()) {
      return masks.stream().allMatch(Objects::isNull) ? this : with(MASK, masks);
    }
    CallArguments all = this;
    List<String> names = layer.tensorNames();
    for (int i = 0; i < masks.size(); i++) {
      Tensor mask = masks.get(i);
      if (mask != null && (i == 0 || i < names.size())) {
        String name = i < names.size() ? maskName(names.get(i)) : MASK;
        all = values.containsKey(name) ? all : all.with(name, mask);
      }
    }
    return all;
  }
}

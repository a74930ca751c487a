package keratin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keratin.ops.Linalg;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@code keras.ops} and {@code tf.*}: each is the method of the same name in {@code keratin.ops}.
 */
final class OpCases {
  private static final JavaCall CALL = new JavaCall(Ops.class, Nn.class, Linalg.class);

  /** The modules whose functions are in {@link Ops} or {@link Nn}. */
  private static final Set<String> ROOMS =
      Set.of("keras.ops", "tf", "tf.math", "tf.nn", "tf.linalg", "tf.bitwise");

  private OpCases() {}

  static void keras(Case recorded) throws Exception {
    String function = recorded.get("function").asString();
    FunctionCall.run(
        recorded,
        "expected_grads_args",
        arguments -> call("keras.ops", function, arguments, Values.map(recorded.get("kwargs"))));
  }

  static void tensorflow(Case recorded) throws Exception {
    String path = recorded.get("function").asString();
    int dot = path.lastIndexOf('.');
    FunctionCall.run(
        recorded,
        "expected_grads_float_args",
        arguments ->
            call(
                path.substring(0, dot),
                path.substring(dot + 1),
                arguments,
                Values.map(recorded.get("kwargs"))));
  }

  static @Nullable Object call(
      String room, String function, List<?> positional, Map<String, ?> keywords) throws Exception {
    Map<String, Signature.Argument> arguments = new LinkedHashMap<>();
    Signature signature = Signature.of(room, function);
    if (signature == null) {
      throw new Unknown("function " + room + "." + function);
    }
    arguments.putAll(signature.bind(positional, keywords));
    String path = room + "." + function;
    if (!ROOMS.contains(room)) {
      throw new Unknown("function " + path);
    }
    if (path.equals("tf.matmul")
        && value(arguments, "a") instanceof Tensor a
        && value(arguments, "b") instanceof Tensor b
        && value(arguments, "transpose_a") instanceof Boolean transposeA
        && value(arguments, "transpose_b") instanceof Boolean transposeB) {
      return a.matmul(b, transposeA, transposeB);
    }
    adapt(path, arguments);
    try {
      return cast(path, arguments, CALL.call(OpNames.here(function), arguments));
    } catch (Unknown e) {
      Object dtype = value(arguments, "dtype");
      if (dtype == null) {
        throw e;
      }
      // Where Python takes a dtype and Java does not, Java's users cast.
      arguments.remove("dtype");
      Object result = CALL.call(OpNames.here(function), arguments);
      return result instanceof Tensor t && Conversion.of(dtype, DType.class) instanceof Conversion c
          ? t.cast((DType) Objects.requireNonNull(c.value()))
          : result;
    }
  }

  /** Indices are int32 in Keras and here, but TensorFlow's own are int64. */
  private static @Nullable Object cast(
      String path, Map<String, Signature.Argument> arguments, @Nullable Object result) {
    return path.matches("tf\\.(math\\.)?arg(max|min)") && result instanceof Tensor t
        ? t.cast(DType.of(String.valueOf(value(arguments, "output_type"))))
        : result;
  }

  /** Where a parameter means something else here. */
  private static void adapt(String path, Map<String, Signature.Argument> arguments) {
    switch (path) {
      case "keras.ops.split" -> {
        // Keras gives the indices at which to cut, Ops.split the lengths.
        if (value(arguments, "indices_or_sections") instanceof List<?> indices
            && value(arguments, "x") instanceof Tensor x
            && value(arguments, "axis") instanceof Integer axis) {
          arguments.put("indices_or_sections", given(lengths(indices, x.shape().dim(axis))));
        }
      }
      case "keras.ops.norm", "tf.norm" -> {
        Object order = value(arguments, "ord");
        if (order == null || order.equals("euclidean")) {
          arguments.put("ord", given(2.0));
        }
      }
      case "keras.ops.cumsum", "keras.ops.cumprod", "keras.ops.take" -> {
        // Without an axis all elements are one row.
        if (value(arguments, "axis") == null && value(arguments, "x") instanceof Tensor x) {
          arguments.put("x", given(x.reshape(-1)));
          arguments.put("axis", given(0));
        }
      }
      case "keras.ops.arange" -> {
        if (value(arguments, "stop") == null) {
          arguments.put("stop", given(value(arguments, "start")));
          arguments.put("start", given(0));
        }
        if (value(arguments, "step") == null) {
          arguments.put("step", given(1));
        }
      }
      case "keras.ops.eye", "keras.ops.tri" -> {
        if (value(arguments, "M") == null) {
          arguments.put("M", given(value(arguments, "N")));
        }
        floats(arguments);
      }
      case "keras.ops.one_hot" -> floats(arguments);
      case "keras.ops.pad", "tf.pad" -> {
        // One parameter or the other: a number to fill with, or how to take the edge.
        if ("constant".equalsIgnoreCase(String.valueOf(value(arguments, "mode")))) {
          arguments.remove("mode");
        } else {
          arguments.remove("constant_values");
        }
      }
      case "keras.ops.array", "tf.constant" -> {
        // Python's floats are float32 there, Java's doubles float64 here.
        String name = arguments.keySet().iterator().next();
        Object value = value(arguments, name);
        Conversion tensor = value == null ? null : Conversion.tensor(value);
        if (tensor != null) {
          arguments.put(name, given(tensor.value()));
        }
      }
      case "tf.argmax", "tf.argmin", "tf.math.argmax", "tf.math.argmin" -> {
        if (value(arguments, "axis") == null) {
          arguments.put("axis", given(0));
        }
        Signature.Argument type = arguments.get("output_type");
        if (type != null) {
          arguments.put("output_type", new Signature.Argument(type.value(), false));
        }
      }
      default -> {}
    }
  }

  private static void floats(Map<String, Signature.Argument> arguments) {
    if (value(arguments, "dtype") == null) {
      arguments.put("dtype", new Signature.Argument("float32", false));
    }
  }

  private static @Nullable Object value(Map<String, Signature.Argument> arguments, String name) {
    Signature.Argument argument = arguments.get(name);
    return argument == null ? null : argument.value();
  }

  private static Signature.Argument given(@Nullable Object value) {
    return new Signature.Argument(value, true);
  }

  private static List<Integer> lengths(List<?> indices, int total) {
    List<Integer> lengths = new ArrayList<>();
    int from = 0;
    for (Object index : indices) {
      lengths.add((Integer) index - from);
      from = (Integer) index;
    }
    lengths.add(total - from);
    return lengths;
  }
}

package keratin.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keratin.ops.Image;
import keratin.ops.Linalg;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.ops.Signal;
import keratin.ops.Strings;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@code keras.ops} and {@code tf.*}: each is the method of the same name in {@code keratin.ops}.
 */
final class OpCases {
  private static final JavaCall CALL =
      new JavaCall(Ops.class, Nn.class, Linalg.class, Signal.class);

  /** For names that several rooms have. */
  private static final JavaCall LINALG = new JavaCall(Linalg.class);

  private static final JavaCall NN = new JavaCall(Nn.class);

  /** Modules that have a room of their own. */
  private static final Map<String, JavaCall> OWN =
      Map.of(
          "keras.ops.image", new JavaCall(Image.class),
          "tf.image", new JavaCall(Image.class),
          "tf.strings", new JavaCall(Strings.class));

  /** The modules whose functions are in {@link Ops} or {@link Nn}. */
  private static final Set<String> ROOMS =
      Set.of("keras.ops", "tf", "tf.math", "tf.nn", "tf.linalg", "tf.signal", "tf.bitwise");

  /** Second names of functions that are adapted under their first. */
  private static final Map<String, String> SAME =
      Map.of(
          "tf.as_string", "tf.strings.as_string",
          "tf.linalg.einsum", "tf.einsum",
          "tf.linalg.eye", "tf.eye",
          "tf.linalg.matmul", "tf.matmul",
          "tf.linalg.norm", "tf.norm",
          "tf.linalg.tensordot", "tf.tensordot",
          "tf.math.cumsum", "tf.cumsum",
          "tf.nn.space_to_batch", "tf.space_to_batch");

  private OpCases() {}

  static void keras(Case recorded) throws Exception {
    FunctionCall.run(recorded, "expected_grads_args", arguments -> keras(recorded, arguments));
  }

  /** Calls the function of a case with these arguments and the case's keywords. */
  static @Nullable Object keras(Case recorded, List<?> arguments) throws Exception {
    String function = recorded.get("function").asString();
    String name = function.substring(function.lastIndexOf('.') + 1);
    boolean image = function.startsWith("image.") || Signature.of("keras.ops", function) == null;
    String room = image ? "keras.ops.image" : "keras.ops";
    return call(room, name, arguments, Values.map(recorded.get("kwargs")));
  }

  static void tensorflow(Case recorded) throws Exception {
    String named = recorded.get("function").asString();
    String path = SAME.getOrDefault(named, named);
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
    JavaCall own = OWN.get(room);
    if (own != null) {
      OpArguments.adapt(path, arguments);
      ImageArguments.adapt(path, arguments);
      return own.call(function, arguments);
    }
    if (!ROOMS.contains(room)) {
      throw new Unknown("function " + path);
    }
    if (path.equals("tf.matmul")
        && OpArguments.value(arguments, "a") instanceof Tensor a
        && OpArguments.value(arguments, "b") instanceof Tensor b
        && OpArguments.value(arguments, "transpose_a") instanceof Boolean transposeA
        && OpArguments.value(arguments, "transpose_b") instanceof Boolean transposeB) {
      return a.matmul(b, transposeA, transposeB);
    }
    Map<String, Signature.Argument> asked = new LinkedHashMap<>(arguments);
    OpArguments.adapt(path, arguments);
    String here = NumpyArguments.adapt(room, OpNames.here(function), arguments);
    if (path.equals("keras.ops.normalize")) {
      return NN.call("normalize", arguments);
    }
    if (path.equals("keras.ops.norm") || path.equals("tf.norm") && !arguments.containsKey("ord")) {
      return LINALG.call("norm", arguments);
    }
    try {
      Object result = NumpyArguments.chosen(path, asked, CALL.call(here, arguments));
      return cast(path, asked, result);
    } catch (Unknown e) {
      Object dtype = OpArguments.value(arguments, "dtype");
      if (dtype == null) {
        throw e;
      }
      // Where Python takes a dtype and Java does not, Java's users cast.
      arguments.remove("dtype");
      Object result = CALL.call(here, arguments);
      return result instanceof Tensor t && Conversion.of(dtype, DType.class) instanceof Conversion c
          ? t.cast((DType) Objects.requireNonNull(c.value()))
          : result;
    }
  }

  /** Where TensorFlow's own dtypes are not those of Keras and of here. */
  private static @Nullable Object cast(
      String path, Map<String, Signature.Argument> asked, @Nullable Object result) {
    if (path.equals("tf.shape") && result instanceof Shape shape) {
      return Tensor.of(shape.dims());
    }
    if (path.equals("tf.unravel_index") && result instanceof List<?> parts) {
      return Ops.stack(0, parts.toArray(new Tensor[0]));
    }
    if (!(result instanceof Tensor t)) {
      return result;
    }
    if (path.equals("tf.math.count_nonzero")) {
      return t.cast(DType.INT64);
    }
    if (path.equals("tf.math.confusion_matrix")) {
      return t.cast(DType.of(String.valueOf(OpArguments.value(asked, "dtype"))));
    }
    if (path.matches("tf\\.(math\\.)?arg(max|min)")) {
      return t.cast(DType.of(String.valueOf(OpArguments.value(asked, "output_type"))));
    }
    // The mean of integers is cut to one.
    return path.matches("tf\\.(math\\.)?reduce_mean")
            && OpArguments.value(asked, "input_tensor") instanceof Tensor x
            && x.dtype().isInteger()
        ? t.cast(x.dtype())
        : result;
  }
}

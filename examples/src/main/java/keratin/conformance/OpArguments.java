package keratin.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Arguments of Keras' and TensorFlow's ops as the methods here take them. */
final class OpArguments {
  private OpArguments() {}

  /** Where a parameter means something else here. */
  static void adapt(String path, Map<String, Signature.Argument> arguments) {
    switch (path) {
      case "keras.ops.norm" -> order(arguments, value(arguments, "ord") == null);
      case "tf.norm" ->
          // Both names mean the root of the sum of squares over any axes.
          order(arguments, List.of("euclidean", "fro").contains(value(arguments, "ord")));
      case "keras.ops.fft",
          "keras.ops.fft2",
          "keras.ops.ifft2",
          "keras.ops.irfft",
          "keras.ops.istft",
          "keras.ops.view_as_real",
          "tf.signal.fft" ->
          parts(arguments);
      case "keras.ops.trace" ->
          // Without axes Keras takes the first two, Linalg.trace(x) the last two.
          arguments.replaceAll((name, argument) -> given(argument.value()));
      case "keras.ops.normalize" -> arguments.remove("epsilon");
      case "keras.ops.rfft", "keras.ops.view_as_complex" -> {
        // NumPy's float64 becomes float32 on the way into TensorFlow's functions.
        if (value(arguments, "x") instanceof Tensor x && x.dtype() == DType.FLOAT64) {
          arguments.put("x", given(x.cast(DType.FLOAT32)));
        }
      }
      case "keras.ops.cumsum", "keras.ops.cumprod", "keras.ops.take" -> {
        // Without an axis all elements are one row.
        if (value(arguments, "axis") == null && value(arguments, "x") instanceof Tensor x) {
          arguments.put("x", given(x.reshape(-1)));
          arguments.put("axis", given(0));
        }
      }
      case "keras.ops.rot90" -> {
        if (value(arguments, "axes") instanceof List<?> axes && axes.size() == 2) {
          arguments.remove("axes");
          arguments.put("axis1", given(axes.get(0)));
          arguments.put("axis2", given(axes.get(1)));
        }
      }
      case "keras.ops.tensordot", "tf.tensordot" -> {
        if (value(arguments, "axes") instanceof List<?> axes && axes.size() == 2) {
          arguments.remove("axes");
          arguments.put("axes_a", given(axes.get(0)));
          arguments.put("axes_b", given(axes.get(1)));
        }
      }
      case "tf.sort", "tf.argsort" -> {
        boolean descending = "DESCENDING".equals(value(arguments, "direction"));
        arguments.remove("direction");
        arguments.remove("stable"); // always
        arguments.put("descending", new Signature.Argument(descending, descending));
      }
      case "keras.ops.isin" -> arguments.remove("assume_unique");
      case "keras.ops.take_along_axis" -> {
        if (value(arguments, "axis") == null
            && value(arguments, "x") instanceof Tensor x
            && value(arguments, "indices") instanceof Tensor indices) {
          arguments.put("x", given(x.reshape(-1)));
          arguments.put("indices", given(indices.reshape(-1)));
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
      case "tf.nn.convolution" -> {
        if (value(arguments, "strides") == null) {
          arguments.put("strides", given(1));
        }
        if (value(arguments, "dilations") == null) {
          arguments.put("dilations", given(1));
        }
      }
      case "tf.eye" -> {
        if (value(arguments, "num_columns") == null) {
          arguments.put("num_columns", given(value(arguments, "num_rows")));
        }
        if (value(arguments, "batch_shape") == null) {
          arguments.put("batch_shape", given(List.of()));
        }
      }
      case "tf.range" -> {
        if (value(arguments, "limit") == null && value(arguments, "start") instanceof Double stop) {
          arguments.put("limit", given(stop));
          arguments.put("start", given(0));
        }
      }
      case "tf.signal.frame" -> {
        if (!Boolean.TRUE.equals(value(arguments, "pad_end"))) {
          arguments.remove("pad_value");
        }
      }
      case "keras.ops.average_pool", "keras.ops.max_pool" -> {
        if (value(arguments, "strides") == null) {
          arguments.put("strides", given(value(arguments, "pool_size")));
        }
      }
      case "keras.ops.pad", "tf.pad" -> {
        if (value(arguments, "pad_width") instanceof Integer all) {
          arguments.put("pad_width", given(List.of(List.of(all, all))));
        } else if (value(arguments, "pad_width") instanceof List<?> pair
            && pair.getFirst() instanceof Integer) {
          arguments.put("pad_width", given(List.of(pair)));
        }
        // One parameter or the other: a number to fill with, or how to take the edge.
        if ("constant".equalsIgnoreCase(String.valueOf(value(arguments, "mode")))) {
          arguments.remove("mode");
        } else {
          arguments.remove("constant_values");
        }
      }
      case "keras.ops.array", "keras.ops.convert_to_tensor", "tf.constant" -> {
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
      case "tf.strings.ngrams" -> {
        // One string for both ends, or a pair.
        Object pads = value(arguments, "pad_values");
        arguments.remove("pad_values");
        arguments.put("left_pad", given(pads instanceof List<?> pair ? pair.get(0) : pads));
        arguments.put("right_pad", given(pads instanceof List<?> pair ? pair.get(1) : pads));
      }
      default -> {}
    }
  }

  /** Takes the order away where the norm has none, and makes infinity a number. */
  private static void order(Map<String, Signature.Argument> arguments, boolean none) {
    Object order = value(arguments, "ord");
    if (none) {
      arguments.remove("ord");
    } else if ("inf".equals(order) || "-inf".equals(order)) {
      double infinity = Double.POSITIVE_INFINITY;
      arguments.put("ord", given("inf".equals(order) ? infinity : -infinity));
    }
  }

  /** A pair of tensors is a complex one, which here is two parameters. */
  private static void parts(Map<String, Signature.Argument> arguments) {
    String name = arguments.keySet().iterator().next();
    if (value(arguments, name) instanceof List<?> pair && pair.size() == 2) {
      Map<String, Signature.Argument> rest = new LinkedHashMap<>(arguments);
      rest.remove(name);
      arguments.clear();
      arguments.put("real", given(pair.get(0)));
      arguments.put("imaginary", given(pair.get(1)));
      arguments.putAll(rest);
    }
  }

  private static void floats(Map<String, Signature.Argument> arguments) {
    if (value(arguments, "dtype") == null) {
      arguments.put("dtype", new Signature.Argument("float32", false));
    }
  }

  static @Nullable Object value(Map<String, Signature.Argument> arguments, String name) {
    Signature.Argument argument = arguments.get(name);
    return argument == null ? null : argument.value();
  }

  private static Signature.Argument given(@Nullable Object value) {
    return new Signature.Argument(value, true);
  }
}

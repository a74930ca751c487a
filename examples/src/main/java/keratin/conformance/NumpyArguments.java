package keratin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import keratin.conformance.Signature.Argument;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Python's conventions where Java has others: no axes at all, an axis that may be none, indices or
 * sections, complex numbers, and keywords that choose among functions here.
 */
final class NumpyArguments {
  /** Functions of complex numbers, which are two parameters here. */
  private static final Set<String> COMPLEX =
      Set.of("abs", "absolute", "angle", "conj", "conjugate", "imag", "isreal", "real");

  /** Reductions that do not keep axes. */
  private static final Set<String> REDUCTIONS = Set.of("average", "count_nonzero");

  /** Without an axis these take all elements as one row. */
  private static final Set<String> RAVELED =
      Set.of("argpartition", "argsort", "nancumprod", "nancumsum", "repeat", "sort");

  private NumpyArguments() {}

  /**
   * Changes arguments to what the method here takes.
   *
   * @param function the method's name in snake case
   * @return the name of the method to call
   */
  static String adapt(String room, String function, Map<String, Argument> arguments) {
    boolean keras = room.equals("keras.ops");
    if (keras && COMPLEX.contains(function) || room.equals("tf.signal")) {
      split(arguments);
    }
    if (RAVELED.contains(function) && isGivenNone(arguments, "axis")) {
      ravel(arguments);
    }
    reduceNothing(arguments, function);
    if (keras) {
      WeakNumbers.adapt(function, arguments);
    }
    return switch (function) {
      case "identity" -> keras ? function : "convert_to_tensor";
      case "where" -> keras && value(arguments, "x1") == null ? rename(arguments) : function;
      case "unique" -> {
        if (keras) {
          // Java's users choose among the results.
          arguments.keySet().removeIf(name -> name.startsWith("return_"));
          // TensorFlow's unique, which has no such option, does not sort.
          arguments.put("sorted", given(value(arguments, "sorted")));
        }
        yield function;
      }
      case "split" -> {
        Object parts = value(arguments, "indices_or_sections");
        yield keras && (parts instanceof List<?> || parts instanceof Tensor t && t.rank() > 0)
            ? "split_at"
            : function;
      }
      case "linspace" -> {
        Argument step = arguments.remove("retstep");
        yield step != null && step.isGiven() ? "linspace_with_step" : function;
      }
      case "max", "min" -> {
        // Of nothing TensorFlow's is the number that never wins.
        if (!keras && isEmpty(arguments)) {
          arguments.put("initial", given(function.equals("max") ? "-inf" : "inf"));
        }
        yield function;
      }
      case "segment_max", "segment_mean", "segment_min", "segment_prod", "segment_sum" -> {
        if (room.equals("tf.math") && !arguments.containsKey("num_segments")) {
          arguments.put("num_segments", given(null));
          arguments.put("sorted", given(true));
        }
        yield function;
      }
      case "batch_normalization" -> {
        if (room.equals("tf.nn")) {
          arguments.put("axis", given(-1));
        }
        yield function;
      }
      case "gather" -> {
        orElse(arguments, "batch_dims", 0);
        orElse(arguments, "axis", value(arguments, "batch_dims"));
        arguments.put("batch_dims", new Argument(value(arguments, "batch_dims"), true));
        yield function;
      }
      case "one_hot" -> {
        // Without one of them 1 and 0, and without an axis the last.
        orElse(arguments, "axis", -1);
        boolean values = arguments.getOrDefault("on_value", ABSENT).isGiven();
        if (value(arguments, "on_value") instanceof Integer) {
          orElse(arguments, "dtype", "int32");
        }
        if (values || arguments.getOrDefault("off_value", ABSENT).isGiven()) {
          orElse(arguments, "on_value", 1.0);
          orElse(arguments, "off_value", 0.0);
        }
        yield function;
      }
      case "bincount" -> {
        // TensorFlow's counts all elements if no axis is named.
        orElse(arguments, "minlength", 0);
        if (room.equals("tf.math") && value(arguments, "arr") instanceof Tensor x) {
          arguments.put("arr", given(x.reshape(-1)));
        }
        yield function;
      }
      case "gelu" -> {
        // The default of Keras is not that of the method without the option.
        arguments.put("approximate", given(value(arguments, "approximate")));
        yield function;
      }
      case "rearrange" -> {
        // Keywords of any name are lengths of axes.
        Map<String, @Nullable Object> lengths = new LinkedHashMap<>();
        arguments.forEach((name, argument) -> lengths.put(name, argument.value()));
        lengths.keySet().removeAll(List.of("tensor", "pattern"));
        arguments.keySet().retainAll(List.of("tensor", "pattern"));
        arguments.put("axes_lengths", given(lengths));
        yield function;
      }
      case "bias_add", "depth_to_space", "space_to_depth" -> {
        String format = String.valueOf(value(arguments, "data_format"));
        if (format.startsWith("N")) {
          boolean first = format.startsWith("NC") && format.length() > 2;
          arguments.put("data_format", given(first ? "channels_first" : "channels_last"));
        }
        yield function;
      }
      case "convert_to_tensor" -> {
        // A constant may be repeated, or arranged, to fill a shape.
        if (value(arguments, "shape") instanceof List<?> dims
            && value(arguments, "value") instanceof Tensor x) {
          Shape shape = Shape.of(dims.stream().mapToInt(n -> (Integer) n).toArray());
          arguments.put(
              "value", given(x.size() == shape.size() ? x.reshape(shape) : x.broadcastTo(shape)));
          arguments.remove("shape");
        }
        yield function;
      }
      case "diag" -> room.equals("tf.linalg") ? "matrix_diag" : function;
      case "divide" -> {
        // TensorFlow's quotient of integers is float64.
        if (!keras) {
          arguments.replaceAll((name, argument) -> new Argument(wide(argument.value()), true));
        }
        yield function;
      }
      case "reverse_sequence" -> {
        orElse(arguments, "batch_axis", 0);
        yield function;
      }
      case "pad" -> {
        if (value(arguments, "mode") instanceof String mode) {
          arguments.put("mode", given(mode.toLowerCase(Locale.ROOT)));
        }
        yield function;
      }
      case "rfft" -> {
        if (value(arguments, "fft_length") instanceof List<?> length && length.size() == 1) {
          arguments.put("fft_length", given(length.get(0)));
        }
        yield function;
      }
      case "pool" -> {
        orElse(arguments, "strides", 1);
        arguments.put(
            "padding", given(String.valueOf(value(arguments, "padding")).toLowerCase(Locale.ROOT)));
        Argument type = arguments.remove("pooling_type");
        arguments.keySet().retainAll(List.of("input", "window_shape", "strides", "padding"));
        arguments.put("data_format", new Argument(null, false));
        yield type != null && "MAX".equals(type.value()) ? "max_pool" : "average_pool";
      }
      case "confusion_matrix" -> {
        if (value(arguments, "weights") instanceof Tensor weights) {
          DType type = DType.of(String.valueOf(value(arguments, "dtype")));
          arguments.put("weights", given(weights.cast(type)));
        }
        yield function;
      }
      case "svd" -> {
        boolean factors = !Boolean.FALSE.equals(value(arguments, "compute_uv"));
        arguments.remove("compute_uv");
        if (!factors) {
          arguments.remove("full_matrices");
        }
        yield factors ? function : "svdvals";
      }
      case "vander" -> {
        if (value(arguments, "N") == null && value(arguments, "x") instanceof Tensor x) {
          arguments.put("N", given(x.shape().dim(0)));
        }
        yield function;
      }
      default -> function;
    };
  }

  private static @Nullable Object wide(@Nullable Object value) {
    boolean integers = value instanceof Tensor t && t.dtype().isInteger() && t.dtype().bytes() > 2;
    return integers && value instanceof Tensor t ? t.cast(DType.FLOAT64) : value;
  }

  private static final Argument ABSENT = new Argument(null, false);

  private static void orElse(
      Map<String, Argument> arguments, String name, @Nullable Object preset) {
    if (value(arguments, name) == null) {
      arguments.put(name, given(preset));
    }
  }

  /** {@code where(condition)} has another type of result than {@code where(condition, a, b)}. */
  private static String rename(Map<String, Argument> arguments) {
    arguments.keySet().removeAll(List.of("x1", "x2"));
    return "nonzero";
  }

  /**
   * An empty tuple of axes means to reduce nothing, which here is an axis of length 1; no axes are
   * all of them here.
   */
  private static void reduceNothing(Map<String, Argument> arguments, String function) {
    boolean reduces = arguments.containsKey("keepdims") || REDUCTIONS.contains(function);
    String first = arguments.isEmpty() ? "" : arguments.keySet().iterator().next();
    if (reduces
        && value(arguments, "axis") instanceof List<?> none
        && none.isEmpty()
        && value(arguments, first) instanceof Tensor x) {
      arguments.put(first, given(x.expandDims(0)));
      arguments.put("axis", given(0));
      arguments.put("keepdims", new Argument(false, false));
    }
  }

  private static boolean isEmpty(Map<String, Argument> arguments) {
    return arguments.values().stream()
        .anyMatch(a -> a.value() instanceof Tensor t && t.size() == 0);
  }

  private static boolean isGivenNone(Map<String, Argument> arguments, String name) {
    return arguments.containsKey(name) && value(arguments, name) == null;
  }

  private static void ravel(Map<String, Argument> arguments) {
    String first = arguments.keySet().iterator().next();
    if (value(arguments, first) instanceof Tensor x) {
      arguments.put(first, given(x.reshape(-1)));
      arguments.put("axis", given(0));
    }
  }

  /** A pair of tensors is a complex one, which here is two parameters. */
  private static void split(Map<String, Argument> arguments) {
    String name = arguments.keySet().iterator().next();
    if (value(arguments, name) instanceof List<?> pair && pair.size() == 2) {
      Map<String, Argument> rest = new LinkedHashMap<>(arguments);
      rest.remove(name);
      arguments.clear();
      arguments.put("real", given(pair.get(0)));
      arguments.put("imaginary", given(pair.get(1)));
      arguments.putAll(rest);
    }
  }

  /** The parts of a result that Python gives for these arguments. */
  static @Nullable Object chosen(
      String path, Map<String, Argument> asked, @Nullable Object result) {
    if (!(result instanceof List<?> parts)) {
      return result;
    }
    return switch (path) {
      case "tf.unique" -> parts.subList(0, 2);
      case "keras.ops.eig" -> List.of(parts.subList(0, 2), parts.subList(2, 4));
      case "keras.ops.unique" -> {
        List<@Nullable Object> kept = new ArrayList<>();
        kept.add(parts.get(0));
        List<String> names = List.of("return_index", "return_inverse", "return_counts");
        for (int i = 0; i < names.size(); i++) {
          if (Boolean.TRUE.equals(value(asked, names.get(i)))) {
            kept.add(parts.get(i + 1));
          }
        }
        yield kept.size() == 1 ? kept.get(0) : kept;
      }
      default -> result;
    };
  }

  private static @Nullable Object value(Map<String, Argument> arguments, String name) {
    return OpArguments.value(arguments, name);
  }

  private static Argument given(@Nullable Object value) {
    return new Argument(value, true);
  }
}

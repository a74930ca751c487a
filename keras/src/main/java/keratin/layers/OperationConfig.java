package keratin.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keratin.tensor.ArgReduce;
import keratin.tensor.BroadcastTo;
import keratin.tensor.Cast;
import keratin.tensor.Concat;
import keratin.tensor.ConvOp;
import keratin.tensor.Cumulate;
import keratin.tensor.EinsumOp;
import keratin.tensor.FillLike;
import keratin.tensor.Gather;
import keratin.tensor.GetItem;
import keratin.tensor.Index;
import keratin.tensor.Ints;
import keratin.tensor.Op;
import keratin.tensor.Pad;
import keratin.tensor.PoolOp;
import keratin.tensor.Reduce;
import keratin.tensor.ReshapeOp;
import keratin.tensor.Select;
import keratin.tensor.Shape;
import keratin.tensor.Slice;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.StopGradient;
import keratin.tensor.Transpose;
import keratin.tensor.Unstack;
import keratin.tensor.Window;
import org.jspecify.annotations.Nullable;

/**
 * An op as configs of Keras hold it.
 *
 * @param className Keras' class
 * @param options what its constructor is given
 * @param more what a call is given after its tensors
 * @param keywords what a call is given by name
 */
record OperationConfig(
    String className,
    Map<String, @Nullable Object> options,
    List<@Nullable Object> more,
    Map<String, Object> keywords) {
  /** The option that stands for what is between brackets. */
  static final String KEY = "key";

  private static final String CLASS = "class_name";
  private static final String CONFIG = "config";
  private static final String SLICE = "__slice__";
  private static final String ELLIPSIS = "__ellipsis__";

  private static final Set<String> NN =
      Set.of(
          "Relu",
          "Relu6",
          "Sigmoid",
          "Softplus",
          "Softsign",
          "Silu",
          "LogSigmoid",
          "LeakyRelu",
          "HardSigmoid",
          "HardSilu",
          "Elu",
          "Selu",
          "Celu",
          "Gelu",
          "Softmax",
          "LogSoftmax",
          "MaxPool",
          "AveragePool",
          "Conv",
          "OneHot",
          "Normalize");

  /** The module of Keras that a class is in. */
  static String module(String className) {
    return "keras.src.ops."
        + switch (className) {
          case "Cast", "ConvertToTensor", "Unstack", "StopGradient" -> "core";
          case "Erf", "Erfinv", "Rsqrt", "Logsumexp", "TopK" -> "math";
          case "Norm" -> "linalg";
          case "Resize" -> "image";
          default -> NN.contains(className) ? "nn" : "numpy";
        };
  }

  private OperationConfig(String className, Map<String, @Nullable Object> options) {
    this(className, options, List.of(), Map.of());
  }

  /**
   * What a config says, with what the call is given beside its tensors among the options.
   *
   * @param config with {@code inbound_nodes}, of which an operation has one
   */
  static OperationConfig read(String className, Map<?, ?> given, Map<?, ?> config) {
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    given.forEach((name, value) -> options.put(String.valueOf(name), value));
    options.remove("name");
    Map<String, Object> keywords = new LinkedHashMap<>();
    List<@Nullable Object> more = new ArrayList<>();
    if (config.get("inbound_nodes") instanceof List<?> nodes
        && !nodes.isEmpty()
        && nodes.getFirst() instanceof Map<?, ?> node) {
      if (node.get("kwargs") instanceof Map<?, ?> named) {
        named.forEach(
            (name, value) -> {
              if (value instanceof Number || value instanceof String) {
                keywords.put(String.valueOf(name), value);
              }
            });
      }
      if (className.equals("GetItem") && node.get("args") instanceof List<?> arguments) {
        more.add(arguments.getLast());
      }
    }
    return new OperationConfig(className, options, more, keywords);
  }

  /** Options, and what a call is given beside its tensors. */
  Map<String, @Nullable Object> all() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(options);
    all.putAll(keywords);
    if (!more.isEmpty()) {
      all.put(KEY, more.getFirst());
    }
    return all;
  }

  /** The config of an op; null if Keras has nothing like it. */
  static @Nullable OperationConfig of(Op op) {
    return switch (op) {
      case Concat concat -> with("Concatenate", "axis", concat.axis());
      case Reduce reduce -> reduced(reduce);
      case ReshapeOp reshape -> with("Reshape", "newshape", list(reshape.shape()));
      case Transpose transpose -> with("Transpose", "axes", list(transpose.permutation()));
      case SoftmaxOp softmax -> with(softmax.log() ? "LogSoftmax" : "Softmax", "axis", -1);
      case Cast cast -> with("Cast", "dtype", cast.dtype().toString());
      case Gather gather -> with("Take", "axis", gather.axis());
      case EinsumOp einsum -> with("Einsum", "subscripts", einsum.equation());
      case BroadcastTo to when to.shape().isKnown() ->
          with("BroadcastTo", "shape", list(Ints.of(to.shape().dims())));
      case Unstack unstack -> with("Unstack", "num", null, "axis", unstack.axis());
      case ArgReduce arg ->
          with(arg.largest() ? "Argmax" : "Argmin", "axis", arg.axis(), "keepdims", false);
      case Cumulate sum when !sum.exclusive() && !sum.reverse() -> cumulated(sum);
      case Select select -> with("Where");
      case StopGradient stop -> with("StopGradient");
      case FillLike fill -> filled(fill.value());
      case GetItem item -> item(item.indices().stream().map(OperationConfig::key).toList());
      case Slice slice -> item(key(slice));
      case Pad pad -> padded(pad);
      case PoolOp pool when isPlain(pool.window()) ->
          windowed(
              pool.kind() == PoolOp.Kind.MAX ? "MaxPool" : "AveragePool",
              pool.window(),
              Map.of("pool_size", list(pool.window().size())));
      case ConvOp conv when isPlain(conv.window()) ->
          windowed("Conv", conv.window(), Map.of("dilation_rate", list(conv.window().dilations())));
      default -> null;
    };
  }

  /** Names and values of options in turn. */
  private static OperationConfig with(String className, @Nullable Object... options) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(String.valueOf(options[i]), options[i + 1]);
    }
    return new OperationConfig(className, map);
  }

  private static List<Integer> list(Ints numbers) {
    return Arrays.stream(numbers.toArray()).boxed().toList();
  }

  private static @Nullable OperationConfig cumulated(Cumulate op) {
    return switch (op.kind()) {
      case SUM -> with("Cumsum", "axis", op.axis());
      case PROD -> with("Cumprod", "axis", op.axis());
      default -> null;
    };
  }

  private static OperationConfig reduced(Reduce op) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < Integer.SIZE; axis++) {
      if ((op.axes() >> axis & 1) == 1) {
        axes.add(axis);
      }
    }
    OperationConfig config =
        with(
            OperationNames.of(op),
            "axis",
            axes.size() == 1 ? axes.getFirst() : axes,
            "keepdims",
            op.keepDims());
    if (op.kind() == Reduce.Kind.MAX || op.kind() == Reduce.Kind.MIN) {
      config.options.put("initial", null);
    }
    return config;
  }

  private static OperationConfig filled(double value) {
    return value == 0 || value == 1
        ? with(value == 0 ? "ZerosLike" : "OnesLike")
        : new OperationConfig("FullLike", Map.of(), List.of(value), Map.of());
  }

  private static OperationConfig padded(Pad op) {
    List<List<Integer>> pairs = new ArrayList<>();
    for (int axis = 0; axis < op.before().length(); axis++) {
      pairs.add(List.of(op.before().get(axis), op.after().get(axis)));
    }
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("pad_width", pairs);
    options.put("mode", "constant");
    return new OperationConfig("Pad", options, List.of(), Map.of("constant_values", op.value()));
  }

  /** Padding in numbers is not an option in Keras. */
  private static boolean isPlain(Window window) {
    return Arrays.stream(window.pads().toArray()).sum() == 0;
  }

  private static OperationConfig windowed(
      String className, Window window, Map<String, List<Integer>> first) {
    Map<String, @Nullable Object> options = new LinkedHashMap<>(first);
    options.put("strides", list(window.strides()));
    options.put("padding", window.same() ? Padding.SAME : Padding.VALID);
    options.put("data_format", DataFormat.CHANNELS_LAST);
    return new OperationConfig(className, options);
  }

  // ---- what is between brackets ----

  private static OperationConfig item(List<@Nullable Object> key) {
    List<@Nullable Object> more = new ArrayList<>();
    more.add(key);
    return new OperationConfig("GetItem", Map.of(), more, Map.of());
  }

  private static @Nullable Object key(Index index) {
    return switch (index) {
      case Index.At at -> at.position();
      case Index.Range range -> slice(range.start(), range.stop(), range.step());
      case Index.Ellipsis all -> tagged(ELLIPSIS, Map.of());
      case Index.NewAxis added -> null;
    };
  }

  private static List<@Nullable Object> key(Slice op) {
    List<@Nullable Object> key = new ArrayList<>();
    for (int axis = 0; axis < op.begin().length(); axis++) {
      int size = op.size().get(axis);
      int begin = op.begin().get(axis);
      int end = begin + size * op.stride().get(axis);
      boolean whole = size == Shape.UNKNOWN;
      key.add(slice(whole ? null : begin, whole || end < 0 ? null : end, op.stride().get(axis)));
    }
    return key;
  }

  private static Object slice(@Nullable Integer start, @Nullable Integer stop, int step) {
    Map<String, @Nullable Object> bounds = new LinkedHashMap<>();
    bounds.put("start", start);
    bounds.put("stop", stop);
    bounds.put("step", step == 1 ? null : step);
    return tagged(SLICE, bounds);
  }

  private static Map<String, Object> tagged(String className, Map<String, ?> config) {
    Map<String, Object> tagged = new LinkedHashMap<>();
    tagged.put(CLASS, className);
    tagged.put(CONFIG, config);
    return tagged;
  }

  /**
   * One of the things between brackets, read.
   *
   * @throws IllegalArgumentException if it is none that is known
   */
  static Index index(@Nullable Object item) {
    if (item == null) {
      return Index.NEW_AXIS;
    }
    if (item instanceof Number position) {
      return Index.at(position.intValue());
    }
    if (item instanceof Map<?, ?> map && ELLIPSIS.equals(map.get(CLASS))) {
      return Index.ELLIPSIS;
    }
    if (item instanceof Map<?, ?> map
        && SLICE.equals(map.get(CLASS))
        && map.get(CONFIG) instanceof Map<?, ?> bounds) {
      Integer step = bound(bounds, "step");
      return Index.range(bound(bounds, "start"), bound(bounds, "stop"), step == null ? 1 : step);
    }
    throw new IllegalArgumentException(
        "A config indexes by %s, but positions, slices, an ellipsis and None are known here."
            .formatted(item));
  }

  private static @Nullable Integer bound(Map<?, ?> bounds, String name) {
    return bounds.get(name) instanceof Number number ? number.intValue() : null;
  }
}

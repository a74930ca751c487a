package keratin.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.ops.Image;
import keratin.ops.Linalg;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Index;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What functions of Keras are here, by the names of the classes that configs hold for them. */
final class KerasFunctions {
  /** A function of tensors with options. */
  @FunctionalInterface
  interface Body {
    /** Its results. */
    List<Tensor> apply(Tensor[] x, Options options);
  }

  private interface One {
    Tensor apply(Tensor[] x, Options options);
  }

  private static final Map<String, Body> BODIES = new LinkedHashMap<>();

  private KerasFunctions() {}

  static {
    reductions();
    shapes();
    parts();
    elements();
    networks();
  }

  private static void one(String className, One function) {
    BODIES.put(className, (x, o) -> List.of(function.apply(x, o)));
  }

  private static void reductions() {
    one("Sum", (x, o) -> Ops.sum(x[0], o.flag("keepdims"), o.ints("axis")));
    one("Mean", (x, o) -> Ops.mean(x[0], o.flag("keepdims"), o.ints("axis")));
    one("Prod", (x, o) -> Ops.prod(x[0], o.flag("keepdims"), o.ints("axis")));
    one("Max", (x, o) -> Ops.max(x[0], o.flag("keepdims"), o.ints("axis")));
    one("Min", (x, o) -> Ops.min(x[0], o.flag("keepdims"), o.ints("axis")));
    one("Any", (x, o) -> Ops.any(x[0], o.flag("keepdims"), o.ints("axis")));
    one("All", (x, o) -> Ops.all(x[0], o.flag("keepdims"), o.ints("axis")));
    one("Var", (x, o) -> Ops.var(x[0], o.flag("keepdims"), o.ints("axis")));
    one("Std", (x, o) -> Ops.std(x[0], o.flag("keepdims"), o.ints("axis")));
    one("Logsumexp", (x, o) -> Ops.logsumexp(x[0], o.flag("keepdims"), o.ints("axis")));
    one("CountNonzero", (x, o) -> Ops.countNonzero(x[0], o.ints("axis")));
    one("Argmax", (x, o) -> Ops.argmax(x[0], o.integer("axis"), o.flag("keepdims")));
    one("Argmin", (x, o) -> Ops.argmin(x[0], o.integer("axis"), o.flag("keepdims")));
    one(
        "Average",
        (x, o) ->
            x.length == 1
                ? Ops.average(x[0], o.ints("axis"))
                : Ops.average(x[0], x[1], o.ints("axis")));
    one(
        "Norm",
        (x, o) ->
            switch (o.get("ord")) {
              case Number ord ->
                  Linalg.norm(x[0], ord.doubleValue(), o.flag("keepdims"), o.ints("axis"));
              case String ord -> Linalg.norm(x[0], ord, o.flag("keepdims"), o.ints("axis"));
              case null, default -> Linalg.norm(x[0], o.flag("keepdims"), o.ints("axis"));
            });
    one("Cumsum", (x, o) -> Ops.cumsum(x[0], o.number("axis", 0)));
    one("Cumprod", (x, o) -> Ops.cumprod(x[0], o.number("axis", 0)));
  }

  private static void shapes() {
    one("Reshape", (x, o) -> Ops.reshape(x[0], o.ints("newshape")));
    one("Transpose", (x, o) -> Ops.transpose(x[0], o.ints("axes")));
    one("ExpandDims", (x, o) -> Ops.expandDims(x[0], o.ints("axis")));
    one("Squeeze", (x, o) -> Ops.squeeze(x[0], o.ints("axis")));
    one("Swapaxes", (x, o) -> Ops.swapaxes(x[0], o.number("axis1", 0), o.number("axis2", 1)));
    one("Moveaxis", (x, o) -> Ops.moveaxis(x[0], o.ints("source"), o.ints("destination")));
    one("BroadcastTo", (x, o) -> Ops.broadcastTo(x[0], o.ints("shape")));
    one("Stack", (x, o) -> Ops.stack(o.number("axis", 0), x));
    one("Flip", (x, o) -> Ops.flip(x[0], o.ints("axis")));
    one("Tile", (x, o) -> Ops.tile(x[0], o.ints("repeats")));
    one("Repeat", (x, o) -> Ops.repeat(x[0], o.ints("repeats"), o.number("axis", 0)));
    one("Roll", (x, o) -> Ops.roll(x[0], o.ints("shift"), o.ints("axis")));
    one(
        "Pad",
        (x, o) ->
            "constant".equals(o.text("mode", "constant"))
                ? Ops.pad(x[0], o.pairs("pad_width"), o.real("constant_values", 0))
                : Ops.pad(x[0], o.pairs("pad_width"), o.text("mode", "constant")));
  }

  private static void parts() {
    one("GetItem", (x, o) -> x[0].get(o.key()));
    one("Take", (x, o) -> Ops.take(x[0], x[1], o.number("axis", 0)));
    BODIES.put(
        "Split",
        (x, o) -> {
          int axis = o.number("axis", 0);
          return o.get("indices_or_sections") instanceof Number count
              ? Ops.split(x[0], count.intValue(), axis)
              : Ops.split(x[0], between(o.ints("indices_or_sections"), x[0], axis), axis);
        });
    BODIES.put("Unstack", (x, o) -> Ops.unstack(x[0], o.number("axis", 0)));
    BODIES.put(
        "TopK",
        (x, o) -> {
          var top = Ops.topK(x[0], o.number("k", 1), !Boolean.FALSE.equals(o.get("sorted")));
          return List.of(top.values(), top.indices());
        });
    one("Sort", (x, o) -> Ops.sort(x[0], o.number("axis", -1)));
    one("Diff", (x, o) -> Ops.diff(x[0], o.number("n", 1), o.number("axis", -1)));
    one("Tril", (x, o) -> Ops.tril(x[0], o.number("k", 0)));
    one("Triu", (x, o) -> Ops.triu(x[0], o.number("k", 0)));
    one("Dot", (x, o) -> Linalg.dot(x[0], x[1]));
    one("Einsum", (x, o) -> Linalg.einsum(o.text("subscripts", ""), x));
  }

  /** The lengths of the parts between these places. */
  private static int[] between(int[] places, Tensor x, int axis) {
    int[] lengths = new int[places.length + 1];
    int before = 0;
    for (int i = 0; i < places.length; i++) {
      lengths[i] = places[i] - before;
      before = places[i];
    }
    lengths[places.length] = x.shape().dim(axis) - before;
    return lengths;
  }

  private static void elements() {
    one("Cast", (x, o) -> Ops.cast(x[0], o.text("dtype", "float32")));
    one("ConvertToTensor", (x, o) -> o.typed(x[0]));
    one("StopGradient", (x, o) -> Ops.stopGradient(x[0]));
    one("ZerosLike", (x, o) -> o.typed(Ops.zerosLike(x[0])));
    one("OnesLike", (x, o) -> o.typed(Ops.onesLike(x[0])));
    one("FullLike", (x, o) -> o.typed(Ops.onesLike(x[0]).mul(x[1])));
    one("Clip", (x, o) -> Ops.clip(x[0], o.real("x_min", 0), o.real("x_max", 0)));
    one("Where", (x, o) -> Ops.where(x[0], x[1], x[2]));
    one(
        "OneHot",
        (x, o) -> {
          DType type = DType.of(o.text("dtype", "float32"));
          return Ops.oneHot(x[0], o.number("num_classes", 1), o.number("axis", -1), type);
        });
    one(
        "Resize",
        (x, o) ->
            Image.resize(
                x[0],
                o.ints("size"),
                o.text("interpolation", "bilinear"),
                o.flag("antialias"),
                o.flag("crop_to_aspect_ratio"),
                o.flag("pad_to_aspect_ratio"),
                o.text("fill_mode", "constant"),
                o.real("fill_value", 0),
                (String) o.get("data_format")));
  }

  private static void networks() {
    one("Relu6", (x, o) -> Nn.relu6(x[0]));
    one("LeakyRelu", (x, o) -> Nn.leakyRelu(x[0], o.real("negative_slope", 0.2)));
    one("Elu", (x, o) -> Nn.elu(x[0], o.real("alpha", 1)));
    one("Celu", (x, o) -> Nn.celu(x[0], o.real("alpha", 1)));
    one("Selu", (x, o) -> Nn.selu(x[0]));
    one("Gelu", (x, o) -> Nn.gelu(x[0], !Boolean.FALSE.equals(o.get("approximate"))));
    one("Silu", (x, o) -> Nn.silu(x[0]));
    one("Softsign", (x, o) -> Nn.softsign(x[0]));
    one("LogSigmoid", (x, o) -> Nn.logSigmoid(x[0]));
    one("HardSigmoid", (x, o) -> Nn.hardSigmoid(x[0]));
    one("HardSilu", (x, o) -> Nn.hardSilu(x[0]));
    one("Softmax", (x, o) -> Nn.softmax(x[0], o.ints("axis")));
    one("LogSoftmax", (x, o) -> Nn.logSoftmax(x[0], o.ints("axis")));
    one("Normalize", (x, o) -> Nn.normalize(x[0], o.real("order", 2), o.ints("axis")));
    one(
        "MaxPool",
        (x, o) -> Nn.maxPool(x[0], o.ints("pool_size"), o.strides(), o.padding(), o.dataFormat()));
    one(
        "AveragePool",
        (x, o) ->
            Nn.averagePool(x[0], o.ints("pool_size"), o.strides(), o.padding(), o.dataFormat()));
    one(
        "Conv",
        (x, o) -> {
          int[] strides = o.strides();
          int[] once = {1};
          int[] gaps = o.get("dilation_rate") == null ? once : o.ints("dilation_rate");
          return Nn.conv(
              x[0], x[1], strides == null ? once : strides, o.padding(), o.dataFormat(), gaps);
        });
  }

  /** The function of a class; null if there is none. */
  static @Nullable Body find(String className) {
    return BODIES.get(className);
  }

  /** The classes in order. */
  static List<String> names() {
    return List.copyOf(BODIES.keySet());
  }

  /** The options of a config, as functions take them. */
  record Options(Map<String, @Nullable Object> values) {
    @Nullable Object get(String name) {
      return values.get(name);
    }

    boolean flag(String name) {
      return Boolean.TRUE.equals(get(name));
    }

    @Nullable Integer integer(String name) {
      return get(name) instanceof Number number ? number.intValue() : null;
    }

    int number(String name, int preset) {
      return get(name) instanceof Number number ? number.intValue() : preset;
    }

    double real(String name, double preset) {
      return get(name) instanceof Number number ? number.doubleValue() : preset;
    }

    String text(String name, String preset) {
      return get(name) instanceof String text ? text : preset;
    }

    /** One number or several; none for null, as axes of a whole tensor are written. */
    int[] ints(String name) {
      return ints(get(name));
    }

    private static int[] ints(@Nullable Object value) {
      return switch (value) {
        case Number number -> new int[] {number.intValue()};
        case List<?> list ->
            // A length that is not known is None.
            list.stream().mapToInt(item -> item instanceof Number n ? n.intValue() : -1).toArray();
        case null, default -> new int[0];
      };
    }

    int[][] pairs(String name) {
      List<?> pairs = get(name) instanceof List<?> list ? list : List.of();
      return pairs.stream().map(Options::ints).toArray(int[][]::new);
    }

    int @Nullable [] strides() {
      return get("strides") == null ? null : ints("strides");
    }

    /** In the dtype that was asked for, if one was. */
    Tensor typed(Tensor y) {
      return get("dtype") instanceof String dtype ? y.cast(DType.of(dtype)) : y;
    }

    String padding() {
      return text("padding", Padding.VALID);
    }

    @Nullable String dataFormat() {
      return (String) get("data_format");
    }

    /** What stands between brackets. */
    Index[] key() {
      List<?> key =
          get(OperationConfig.KEY) instanceof List<?> list
              ? list
              : Arrays.asList(get(OperationConfig.KEY));
      return key.stream().map(OperationConfig::index).toArray(Index[]::new);
    }
  }
}

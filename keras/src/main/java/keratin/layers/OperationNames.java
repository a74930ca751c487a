package keratin.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import keratin.tensor.Binary;
import keratin.tensor.Compare;
import keratin.tensor.Concat;
import keratin.tensor.Logical;
import keratin.tensor.MatMul;
import keratin.tensor.Op;
import keratin.tensor.Reduce;
import keratin.tensor.Unary;

/** What ops are called as classes of Keras, in summaries and configs of models. */
final class OperationNames {
  /** Where Keras' class is not called as the op is here. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("neg", "Negative"),
          Map.entry("abs", "Absolute"),
          Map.entry("sub", "Subtract"),
          Map.entry("mul", "Multiply"),
          Map.entry("div", "TrueDivide"),
          Map.entry("floor_div", "FloorDivide"),
          Map.entry("pow", "Power"),
          Map.entry("asin", "Arcsin"),
          Map.entry("acos", "Arccos"),
          Map.entry("atan", "Arctan"),
          Map.entry("atan2", "Arctan2"),
          Map.entry("asinh", "Arcsinh"),
          Map.entry("acosh", "Arccosh"),
          Map.entry("atanh", "Arctanh"),
          Map.entry("is_nan", "Isnan"),
          Map.entry("is_inf", "Isinf"),
          Map.entry("is_finite", "Isfinite"),
          Map.entry("concat", "Concatenate"),
          Map.entry("select", "Where"),
          Map.entry("gather", "Take"),
          Map.entry("slice", "GetItem"));

  private static final Map<String, Op> PLAIN = plain();

  private OperationNames() {}

  private static Map<String, Op> plain() {
    Map<String, Op> all = new LinkedHashMap<>();
    for (Op[] ops :
        new Op[][] {Unary.values(), Binary.values(), Compare.values(), Logical.values()}) {
      for (Op op : ops) {
        all.put(of(op), op);
      }
    }
    all.put("Matmul", new MatMul(false, false));
    all.put("Divide", Binary.DIV);
    return all;
  }

  /** {@code "NotEqual"}. */
  static String of(Op op) {
    String label =
        op instanceof Reduce reduce ? reduce.kind().name().toLowerCase(Locale.ROOT) : op.label();
    String known = OTHERS.get(label);
    return known != null
        ? known
        : Arrays.stream(label.split("_"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  /** The op of a class with these options. */
  static Op op(String className, Map<?, ?> options) {
    if (className.equals("Concatenate")) {
      return new Concat(options.get("axis") instanceof Number axis ? axis.intValue() : 0);
    }
    Op op = PLAIN.get(className);
    if (op == null) {
      throw new IllegalArgumentException(
          "The operation %s cannot be read from a config. Known: Concatenate, %s"
              .formatted(className, String.join(", ", PLAIN.keySet())));
    }
    return op;
  }

  /** What an op holds beside its name. */
  static Map<String, Object> options(Op op) {
    if (op instanceof Concat concat) {
      return Map.of("axis", concat.axis());
    }
    if (!op.equals(PLAIN.get(of(op)))) {
      throw new UnsupportedOperationException(
          "The operation %s cannot be written to a config. Put it into a layer of your own."
              .formatted(op));
    }
    return Map.of();
  }
}

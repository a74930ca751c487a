package keratin.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

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

  /** The op of a class with these options; null if the class is none of one op alone. */
  static @Nullable Op find(String className, Map<?, ?> options) {
    return className.equals("Concatenate")
        ? new Concat(options.get("axis") instanceof Number axis ? axis.intValue() : 0)
        : PLAIN.get(className);
  }

  /** True if an op's name says everything. */
  static boolean isPlain(Op op) {
    return op.equals(PLAIN.get(of(op)));
  }

  /** The classes of one op that has no options. */
  static List<String> plainNames() {
    return List.copyOf(PLAIN.keySet());
  }
}

package keratin.conformance;

import java.util.Map;
import java.util.Set;
import keratin.conformance.Signature.Argument;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Python's numbers beside a tensor. Java's methods take a {@code double}, which cannot tell 3 from
 * 3.0, and take it on the right only.
 */
final class WeakNumbers {
  /** In which a number takes the tensor's dtype, unless that cannot hold its kind. */
  private static final Set<String> WEAK =
      Set.of(
          "add",
          "divide",
          "divide_no_nan",
          "floor_divide",
          "fmax",
          "fmin",
          "maximum",
          "minimum",
          "multiply",
          "power",
          "subtract",
          "where");

  /** Those of which Java has no method with a number. */
  private static final Set<String> WITHOUT_DOUBLE = Set.of("divide_no_nan", "fmax", "fmin");

  private WeakNumbers() {}

  /** Makes tensors of the numbers that Java's method would take otherwise. */
  static void adapt(String function, Map<String, Argument> arguments) {
    if (WEAK.contains(function)) {
      beside(function, arguments, "x1", "x2");
      beside(function, arguments, "x2", "x1");
    } else if (function.equals("mod") && OpArguments.value(arguments, "x2") instanceof Number n) {
      Conversion tensor = Conversion.tensor(n);
      if (tensor != null) {
        arguments.put("x2", new Argument(tensor.value(), true));
      }
    }
  }

  private static void beside(
      String function, Map<String, Argument> arguments, String number, String other) {
    Object value = OpArguments.value(arguments, number);
    if (!(OpArguments.value(arguments, other) instanceof Tensor x)
        || !(value instanceof Number || value instanceof Boolean)) {
      return;
    }
    boolean asJava =
        number.equals("x2")
            && !WITHOUT_DOUBLE.contains(function)
            && (value instanceof Integer || value instanceof Double && x.dtype().isFloating());
    if (!asJava) {
      double numeric = value instanceof Number n ? n.doubleValue() : value.equals(true) ? 1 : 0;
      arguments.put(
          number, new Argument(Tensor.full(type(function, value, x.dtype()), numeric), true));
    }
  }

  private static DType type(String function, @Nullable Object value, DType beside) {
    if (beside.isFloating() || value instanceof Boolean) {
      return beside;
    }
    return value instanceof Double || function.startsWith("divide")
        ? DType.FLOAT32
        : beside == DType.BOOL ? DType.INT32 : beside;
  }
}

package keratin.conformance;

import java.util.List;
import java.util.Map;
import keratin.config.Names;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Tensor;
import tools.jackson.databind.JsonNode;

/** Tables: automatic names, and the types of results. */
final class TableCases {
  private TableCases() {}

  /** Snake case of every class name. */
  static void names(Case recorded) {
    for (Map.Entry<String, JsonNode> row : recorded.get("snake_case").properties()) {
      Expectation.same(
          row.getKey(), row.getValue(), Names.snakeCase(row.getKey()), Tolerance.EXACT);
    }
  }

  /** What two types meet in, what a quotient is, and what reductions and functions give. */
  static void promotion(Case recorded) throws Exception {
    for (JsonNode row : recorded.get("result_type")) {
      DType a = type(row.get(0));
      String b = row.get(1).asString();
      String what = a + " with " + b;
      switch (b) {
        case "bool (python scalar)" -> same(what, row.get(2), DType.promote(a, DType.BOOL));
        case "int (python scalar)" -> same(what, row.get(2), one(a).add(1).dtype());
        case "float (python scalar)" -> same(what, row.get(2), one(a).add(0.5).dtype());
        default -> same(what, row.get(2), DType.promote(a, DType.of(b)));
      }
    }
    for (JsonNode row : recorded.get("ops.divide")) {
      DType a = type(row.get(0));
      DType b = type(row.get(1));
      same(a + " / " + b, row.get(2), one(a).div(one(b)).dtype());
    }
    for (Map.Entry<String, JsonNode> function : recorded.get("unary").properties()) {
      for (JsonNode row : function.getValue()) {
        DType a = type(row.get(0));
        String call = "%s(%s)".formatted(function.getKey(), a);
        same(call, row.get(1), result(function.getKey(), one(a)));
      }
    }
  }

  private static Object result(String function, Tensor x) throws Exception {
    try {
      return apply(function, x).dtype();
    } catch (DTypeException e) {
      return "error";
    }
  }

  private static void same(String what, JsonNode expected, Object actual) {
    Expectation.same(what, expected, actual.toString(), Tolerance.EXACT);
  }

  private static DType type(JsonNode name) {
    return DType.of(name.asString());
  }

  private static Tensor one(DType type) {
    return Tensor.full(type, 1, 2);
  }

  private static Tensor apply(String function, Tensor x) throws Exception {
    if (OpCases.call("keras.ops", function, List.of(x), Map.of()) instanceof Tensor result) {
      return result;
    }
    throw new Unknown("function " + function);
  }
}

package keratin.cpu;

import jdk.incubator.vector.VectorOperators;
import keratin.tensor.Compare;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Comparisons of float32. */
final class VectorCompare {
  private static final @Nullable BinaryLoop[] LOOPS =
      new @Nullable BinaryLoop[Compare.values().length];

  private VectorCompare() {}

  static boolean run(Compare op, Tensor a, Tensor b, Tensor y) {
    if (a.dtype() != DType.FLOAT32) {
      return false;
    }
    BinaryLoop loop = LOOPS[op.ordinal()];
    if (loop == null) {
      loop = LoopCopy.of(FloatTestLoop.class, function(op));
      LOOPS[op.ordinal()] = loop;
    }
    Pairs.run(loop, a, b, y);
    return true;
  }

  private static FloatTest function(Compare op) {
    return switch (op) {
      case EQUAL -> (a, b) -> a.compare(VectorOperators.EQ, b);
      case NOT_EQUAL -> (a, b) -> a.compare(VectorOperators.NE, b);
      case LESS -> (a, b) -> a.compare(VectorOperators.LT, b);
      case LESS_EQUAL -> (a, b) -> a.compare(VectorOperators.LE, b);
      case GREATER -> (a, b) -> a.compare(VectorOperators.GT, b);
      case GREATER_EQUAL -> (a, b) -> a.compare(VectorOperators.GE, b);
    };
  }
}

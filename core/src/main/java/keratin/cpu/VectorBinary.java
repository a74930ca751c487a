package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import keratin.tensor.Binary;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Binary ops on float32. */
final class VectorBinary {
  private static final @Nullable BinaryLoop[] LOOPS =
      new @Nullable BinaryLoop[Binary.values().length];

  private VectorBinary() {}

  static boolean run(Binary op, Tensor a, Tensor b, Tensor y) {
    if (y.dtype() != DType.FLOAT32) {
      return false;
    }
    BinaryLoop loop = loop(op);
    if (loop == null) {
      return false;
    }
    Pairs.run(loop, a, b, y);
    return true;
  }

  private static @Nullable BinaryLoop loop(Binary op) {
    BinaryLoop loop = LOOPS[op.ordinal()];
    if (loop == null) {
      FloatBinary function = function(op);
      if (function != null) {
        loop = LoopCopy.of(FloatBinaryLoop.class, function);
        LOOPS[op.ordinal()] = loop;
      }
    }
    return loop;
  }

  private static @Nullable FloatBinary function(Binary op) {
    return switch (op) {
      case ADD -> FloatVector::add;
      case SUB -> FloatVector::sub;
      case MUL -> FloatVector::mul;
      case DIV -> FloatVector::div;
      case MAXIMUM -> FloatVector::max;
      case MINIMUM -> FloatVector::min;
      case RELU_GRAD ->
          (a, b) -> FloatVector.zero(FloatMath.SPECIES).blend(a, b.compare(VectorOperators.GT, 0f));
      case SIGMOID_GRAD -> (a, b) -> b.mul(a).mul(a.neg().add(1f));
      case TANH_GRAD -> (a, b) -> b.mul(a.mul(a).neg().add(1f));
      default -> null;
    };
  }
}

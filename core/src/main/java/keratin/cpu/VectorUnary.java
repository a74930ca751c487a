package keratin.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;

/** Unary ops on float32. */
final class VectorUnary {
  // Elements worth a piece of their own: 2 to 4 us of arithmetic, what handing one over costs.
  private static final long GRAIN = 16384;
  private static final long COSTLY_GRAIN = 4096;

  private static final @Nullable UnaryLoop[] LOOPS = new @Nullable UnaryLoop[Unary.values().length];

  private VectorUnary() {}

  static boolean run(Unary op, Tensor x, Tensor y) {
    if (x.dtype() != DType.FLOAT32 || y.dtype() != DType.FLOAT32) {
      return false;
    }
    UnaryLoop loop = loop(op);
    if (loop == null) {
      return false;
    }
    long n = x.size();
    long from = x.address();
    long to = y.address();
    long grain = op.ordinal() < Unary.CBRT.ordinal() ? GRAIN : COSTLY_GRAIN;
    if (n <= grain) {
      loop.run(from, to, (int) n);
    } else {
      parallel(loop, from, to, n, grain);
    }
    return true;
  }

  // Apart, so that small tensors do not pay for the lambda.
  private static void parallel(UnaryLoop loop, long x, long y, long n, long grain) {
    Pool.parallel(n, grain, (i, end) -> loop.run(x + 4 * i, y + 4 * i, (int) (end - i)));
  }

  private static @Nullable UnaryLoop loop(Unary op) {
    UnaryLoop loop = LOOPS[op.ordinal()];
    if (loop == null) {
      // Two threads may both make one: they are alike.
      FloatUnary function = function(op);
      if (function != null) {
        loop = LoopCopy.of(FloatUnaryLoop.class, function);
        LOOPS[op.ordinal()] = loop;
      }
    }
    return loop;
  }

  /** The op on vectors, or null if only the scalar kernels have it. */
  static @Nullable FloatUnary function(Unary op) {
    return switch (op) {
      case NEG -> FloatVector::neg;
      case ABS -> x -> x.lanewise(VectorOperators.ABS);
      case SIGN -> FloatMath::sign;
      case SQUARE -> x -> x.mul(x);
      case RECIPROCAL -> x -> FloatVector.broadcast(FloatMath.SPECIES, 1f).div(x);
      case SQRT -> x -> x.lanewise(VectorOperators.SQRT);
      case RSQRT ->
          x -> FloatVector.broadcast(FloatMath.SPECIES, 1f).div(x.lanewise(VectorOperators.SQRT));
      case EXP -> FloatMath::exp;
      case EXP2 -> FloatMath::exp2;
      case EXPM1 -> FloatMath::expm1;
      case LOG -> FloatMath::log;
      case LOG1P -> FloatMath::log1p;
      case TANH -> FloatMath::tanh;
      case ERF -> FloatMath::erf;
      case SIGMOID -> FloatMath::sigmoid;
      case SOFTPLUS -> FloatMath::softplus;
      case RELU -> FloatMath::relu;
      case FLOOR -> FloatMath::floor;
      case CEIL -> FloatMath::ceil;
      case ROUND -> FloatMath::round;
      case TRUNC -> FloatMath::trunc;
      default -> null;
    };
  }
}

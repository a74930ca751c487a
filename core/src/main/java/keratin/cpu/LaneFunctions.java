package keratin.cpu;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.NOT;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.SQRT;
import static jdk.incubator.vector.VectorOperators.UGE;
import static jdk.incubator.vector.VectorOperators.UGT;
import static jdk.incubator.vector.VectorOperators.ULE;
import static jdk.incubator.vector.VectorOperators.ULT;
import static jdk.incubator.vector.VectorOperators.UMAX;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import keratin.tensor.Binary;
import keratin.tensor.Compare;
import keratin.tensor.DType;
import keratin.tensor.Logical;
import keratin.tensor.Unary;
import org.jspecify.annotations.Nullable;

/** Ops as functions of vectors: once for all dtypes, except what needs a polynomial. */
final class LaneFunctions {
  private LaneFunctions() {}

  /** Null if only the plain loops have it. */
  static @Nullable LaneUnary of(Unary op, DType type) {
    boolean real = type.isFloating();
    return switch (op) {
      case NEG -> Vector::neg;
      case ABS -> type.isUnsigned() ? x -> x : Vector::abs;
      case SQUARE -> x -> x.mul(x);
      case RECIPROCAL -> x -> x.broadcast(1).div(x);
      case SQRT -> x -> x.lanewise(SQRT);
      case RSQRT -> x -> x.broadcast(1).div(x.lanewise(SQRT));
      // Not max: that would have to look for NaN and signed zeros; here NaN stays by itself.
      case RELU -> type.isUnsigned() ? x -> x : x -> x.blend(0, x.compare(LE, 0));
      case SIGN -> type.isUnsigned() ? x -> x.lanewise(UMIN, x.broadcast(1)) : LaneFunctions::sign;
      case FLOOR, CEIL, ROUND, TRUNC -> real ? polynomial(op, type) : x -> x;
      case BITWISE_NOT -> x -> x.lanewise(NOT);
      default -> polynomial(op, type);
    };
  }

  private static Vector<Number> sign(Vector<Number> x) {
    return x.blend(1, x.compare(GT, 0)).blend(-1, x.compare(LT, 0));
  }

  private static @Nullable LaneUnary polynomial(Unary op, DType type) {
    if (type == DType.FLOAT32) {
      FloatUnary function = floats(op);
      return function == null ? null : Lanes.floats(function);
    }
    DoubleUnary function = type == DType.FLOAT64 ? doubles(op) : null;
    return function == null ? null : Lanes.doubles(function);
  }

  private static @Nullable DoubleUnary doubles(Unary op) {
    return switch (op) {
      case EXP -> DoubleMath::exp;
      case LOG -> DoubleMath::log;
      case TANH -> DoubleMath::tanh;
      case SIGMOID -> DoubleMath::sigmoid;
      default -> null;
    };
  }

  private static @Nullable FloatUnary floats(Unary op) {
    return switch (op) {
      case EXP -> FloatMath::exp;
      case EXP2 -> FloatMath::exp2;
      case EXPM1 -> FloatMath::expm1;
      case LOG -> FloatMath::log;
      case LOG1P -> FloatMath::log1p;
      case TANH -> FloatMath::tanh;
      case ERF -> FloatMath::erf;
      case SIGMOID -> FloatMath::sigmoid;
      case SOFTPLUS -> FloatMath::softplus;
      case FLOOR -> FloatMath::floor;
      case CEIL -> FloatMath::ceil;
      case ROUND -> FloatMath::round;
      case TRUNC -> FloatMath::trunc;
      default -> null;
    };
  }

  /** Null if only the plain loops have it. */
  static @Nullable LaneBinary of(Binary op, DType type) {
    return switch (op) {
      case ADD -> Vector::add;
      case SUB -> Vector::sub;
      case MUL -> Vector::mul;
      case DIV -> Vector::div;
      case MAXIMUM -> type.isUnsigned() ? operator(UMAX) : Vector::max;
      case MINIMUM -> type.isUnsigned() ? operator(UMIN) : Vector::min;
      case RELU_GRAD -> (a, b) -> a.broadcast(0).blend(a, b.compare(GT, 0));
      case SIGMOID_GRAD -> (a, b) -> b.mul(a).mul(a.neg().add(a.broadcast(1)));
      case TANH_GRAD -> (a, b) -> b.mul(a.mul(a).neg().add(a.broadcast(1)));
      case BITWISE_AND -> operator(AND);
      case BITWISE_OR -> operator(OR);
      case BITWISE_XOR -> operator(XOR);
      default -> null;
    };
  }

  /** On bytes that are 0 or 1. */
  static LaneBinary of(Logical op) {
    return operator(
        switch (op) {
          case LOGICAL_AND -> AND;
          case LOGICAL_OR -> OR;
          case LOGICAL_XOR -> XOR;
        });
  }

  private static LaneBinary operator(VectorOperators.Binary operator) {
    return (a, b) -> a.lanewise(operator, b);
  }

  static LaneTest of(Compare op, DType type) {
    boolean unsigned = type.isUnsigned();
    VectorOperators.Comparison comparison =
        switch (op) {
          case EQUAL -> EQ;
          case NOT_EQUAL -> NE;
          case LESS -> unsigned ? ULT : LT;
          case LESS_EQUAL -> unsigned ? ULE : LE;
          case GREATER -> unsigned ? UGT : GT;
          case GREATER_EQUAL -> unsigned ? UGE : GE;
        };
    return (a, b) -> a.compare(comparison, b);
  }
}

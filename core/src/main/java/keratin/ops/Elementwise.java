package keratin.ops;

import keratin.tensor.Binary;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;

/** Functions of numbers, element by element; operands of two broadcast and promote. */
abstract class Elementwise extends Splitting {
  Elementwise() {}

  /** {@code |x|}, element by element. */
  public static Tensor abs(Tensor x) {
    return x.dtype() == DType.BOOL ? x : x.apply(Unary.ABS);
  }

  /** {@code −x}, element by element. */
  public static Tensor negative(Tensor x) {
    return x.apply(Unary.NEG);
  }

  /** −1, 0 or 1, element by element. */
  public static Tensor sign(Tensor x) {
    return numeric("sign", x).apply(Unary.SIGN);
  }

  /** {@code x²}, element by element; bool gives int32. */
  public static Tensor square(Tensor x) {
    return (x.dtype() == DType.BOOL ? x.cast(DType.INT32) : x).apply(Unary.SQUARE);
  }

  /** {@code √x}, element by element. */
  public static Tensor sqrt(Tensor x) {
    return x.apply(Unary.SQRT);
  }

  /** {@code 1/√x}, element by element. */
  public static Tensor rsqrt(Tensor x) {
    return x.apply(Unary.RSQRT);
  }

  /** The cube root, element by element; int64 gives float64. */
  public static Tensor cbrt(Tensor x) {
    return x.cast(wide(x.dtype())).apply(Unary.CBRT);
  }

  /** {@code 1/x}, element by element. */
  public static Tensor reciprocal(Tensor x) {
    return x.apply(Unary.RECIPROCAL);
  }

  /** {@code eˣ}, element by element. */
  public static Tensor exp(Tensor x) {
    return x.apply(Unary.EXP);
  }

  /** {@code 2ˣ}, element by element. */
  public static Tensor exp2(Tensor x) {
    return x.apply(Unary.EXP2);
  }

  /** {@code eˣ − 1}, exact near 0, element by element. */
  public static Tensor expm1(Tensor x) {
    return x.apply(Unary.EXPM1);
  }

  /**
   * The natural logarithm; the logarithm to base b is {@code log(x) / log(b)}, element by element.
   */
  public static Tensor log(Tensor x) {
    return x.apply(Unary.LOG);
  }

  /** {@code ln(1 + x)}, exact near 0, element by element. */
  public static Tensor log1p(Tensor x) {
    return x.apply(Unary.LOG1P);
  }

  /** The logarithm to base 2, element by element. */
  public static Tensor log2(Tensor x) {
    return x.apply(Unary.LOG2);
  }

  /** The logarithm to base 10, element by element. */
  public static Tensor log10(Tensor x) {
    return x.apply(Unary.LOG10);
  }

  /** The sine of x in radians, element by element. */
  public static Tensor sin(Tensor x) {
    return x.apply(Unary.SIN);
  }

  /** The cosine of x in radians, element by element. */
  public static Tensor cos(Tensor x) {
    return x.apply(Unary.COS);
  }

  /** The tangent of x in radians, element by element. */
  public static Tensor tan(Tensor x) {
    return x.apply(Unary.TAN);
  }

  /** The angle whose sine is x, in radians; nan outside [−1, 1], element by element. */
  public static Tensor arcsin(Tensor x) {
    return x.apply(Unary.ASIN);
  }

  /** The angle whose cosine is x, in radians; nan outside [−1, 1], element by element. */
  public static Tensor arccos(Tensor x) {
    return x.apply(Unary.ACOS);
  }

  /** The angle whose tangent is x, in radians, element by element. */
  public static Tensor arctan(Tensor x) {
    return x.apply(Unary.ATAN);
  }

  /** The hyperbolic sine, element by element. */
  public static Tensor sinh(Tensor x) {
    return x.apply(Unary.SINH);
  }

  /** The hyperbolic cosine, element by element. */
  public static Tensor cosh(Tensor x) {
    return x.apply(Unary.COSH);
  }

  /** The hyperbolic tangent, element by element. */
  public static Tensor tanh(Tensor x) {
    return x.apply(Unary.TANH);
  }

  /** The inverse of sinh, element by element. */
  public static Tensor arcsinh(Tensor x) {
    return x.apply(Unary.ASINH);
  }

  /** The inverse of cosh; nan below 1, element by element. */
  public static Tensor arccosh(Tensor x) {
    return x.apply(Unary.ACOSH);
  }

  /** The inverse of tanh; nan outside [−1, 1], element by element. */
  public static Tensor arctanh(Tensor x) {
    return x.apply(Unary.ATANH);
  }

  /** The error function, element by element. */
  public static Tensor erf(Tensor x) {
    return x.apply(Unary.ERF);
  }

  /** {@code 1 − erf(x)}, exact where erf is near 1, element by element. */
  public static Tensor erfc(Tensor x) {
    return x.apply(Unary.ERFC);
  }

  /** The largest integer that is not larger, element by element; integers give float32. */
  public static Tensor floor(Tensor x) {
    return floating(x).apply(Unary.FLOOR);
  }

  /** The smallest integer that is not smaller, element by element; integers give float32. */
  public static Tensor ceil(Tensor x) {
    return floating(x).apply(Unary.CEIL);
  }

  /** Integers as float32. */
  static Tensor floating(Tensor x) {
    return x.dtype().isFloating() ? x : x.cast(DType.FLOAT32);
  }

  /** Float64 for integers of 64 bits, float32 for smaller ones. */
  static DType wide(DType dtype) {
    return dtype.isFloating() ? dtype : dtype == DType.INT64 ? DType.FLOAT64 : DType.FLOAT32;
  }

  private static Tensor numeric(String op, Tensor x) {
    if (x.dtype() == DType.BOOL) {
      throw new DTypeException(
          op + " is not defined for bool. Cast the tensor first: x.cast(DType.INT32)");
    }
    return x;
  }

  /** The nearest integer, halves to even, element by element. */
  public static Tensor round(Tensor x) {
    return numeric("round", x).apply(Unary.ROUND);
  }

  /** The integer part, element by element. */
  public static Tensor trunc(Tensor x) {
    return x.dtype() == DType.BOOL ? x : x.apply(Unary.TRUNC);
  }

  /** True where x is not a number, element by element. */
  public static Tensor isNan(Tensor x) {
    return x.apply(Unary.IS_NAN);
  }

  /** True where x is infinite, element by element. */
  public static Tensor isInf(Tensor x) {
    return x.apply(Unary.IS_INF);
  }

  /** True where x is neither infinite nor nan, element by element. */
  public static Tensor isFinite(Tensor x) {
    return x.apply(Unary.IS_FINITE);
  }

  /** True where x is false, element by element. */
  public static Tensor logicalNot(Tensor x) {
    return x.apply(Unary.LOGICAL_NOT);
  }

  /** Every bit flipped; integers only, element by element. */
  public static Tensor bitwiseNot(Tensor x) {
    return x.apply(Unary.BITWISE_NOT);
  }

  /** {@code a + b}, element by element. */
  public static Tensor add(Tensor a, Tensor b) {
    return a.apply(Binary.ADD, b);
  }

  /** {@code a + b}, element by element, for a number b, which takes the dtype of a. */
  public static Tensor add(Tensor a, double b) {
    return a.add(b);
  }

  /** {@code a − b}, element by element. */
  public static Tensor subtract(Tensor a, Tensor b) {
    return a.apply(Binary.SUB, b);
  }

  /** {@code a − b}, element by element, for a number b, which takes the dtype of a. */
  public static Tensor subtract(Tensor a, double b) {
    return a.sub(b);
  }

  /** {@code a · b}, element by element. */
  public static Tensor multiply(Tensor a, Tensor b) {
    return a.apply(Binary.MUL, b);
  }

  /** {@code a · b}, element by element, for a number b, which takes the dtype of a. */
  public static Tensor multiply(Tensor a, double b) {
    return a.mul(b);
  }

  /** {@code a / b}; two integers give float32, element by element. */
  public static Tensor divide(Tensor a, Tensor b) {
    return a.apply(Binary.DIV, b);
  }

  /**
   * {@code a / b}; two integers give float32, element by element, for a number b, which takes the
   * dtype of a.
   */
  public static Tensor divide(Tensor a, double b) {
    return a.div(b);
  }

  /** {@code a / b} rounded towards −∞, as Python's {@code //}, element by element. */
  public static Tensor floorDivide(Tensor a, Tensor b) {
    return a.apply(Binary.FLOOR_DIV, b);
  }

  /**
   * {@code a / b} rounded towards −∞, as Python's {@code //}, element by element, for a number b,
   * which takes the dtype of a.
   */
  public static Tensor floorDivide(Tensor a, double b) {
    return a.floorDiv(b);
  }

  /** The remainder with the sign of b, as Python's {@code %}, element by element. */
  public static Tensor mod(Tensor a, Tensor b) {
    return a.apply(Binary.MOD, b);
  }

  /**
   * The remainder with the sign of b, as Python's {@code %}, element by element, for a number b,
   * which takes the dtype of a.
   */
  public static Tensor mod(Tensor a, double b) {
    return a.mod(b);
  }

  /** {@code a} to the power {@code b}, element by element. */
  public static Tensor power(Tensor a, Tensor b) {
    return a.apply(Binary.POW, b);
  }

  /**
   * {@code a} to the power {@code b}, element by element, for a number b, which takes the dtype of
   * a.
   */
  public static Tensor power(Tensor a, double b) {
    return a.pow(b);
  }

  /** The larger of two; the gradient of equals goes to a, element by element. */
  public static Tensor maximum(Tensor a, Tensor b) {
    return a.apply(Binary.MAXIMUM, b);
  }

  /**
   * The larger of two; the gradient of equals goes to a, element by element, for a number b, which
   * takes the dtype of a.
   */
  public static Tensor maximum(Tensor a, double b) {
    return a.maximum(b);
  }

  /** The smaller of two; the gradient of equals goes to a, element by element. */
  public static Tensor minimum(Tensor a, Tensor b) {
    return a.apply(Binary.MINIMUM, b);
  }

  /**
   * The smaller of two; the gradient of equals goes to a, element by element, for a number b, which
   * takes the dtype of a.
   */
  public static Tensor minimum(Tensor a, double b) {
    return a.minimum(b);
  }

  /** The angle of the point {@code (b, a)}, in radians, element by element. */
  public static Tensor arctan2(Tensor a, Tensor b) {
    DType common = DType.promote(a.dtype(), b.dtype());
    DType type = common.isFloating() ? common : DType.FLOAT32;
    return a.cast(type).apply(Binary.ATAN2, b.cast(type));
  }

  /** The bits that are in both; integers only, element by element. */
  public static Tensor bitwiseAnd(Tensor a, Tensor b) {
    return a.apply(Binary.BITWISE_AND, b);
  }

  /** The bits that are in either; integers only, element by element. */
  public static Tensor bitwiseOr(Tensor a, Tensor b) {
    return a.apply(Binary.BITWISE_OR, b);
  }

  /** The bits that are in one; integers only, element by element. */
  public static Tensor bitwiseXor(Tensor a, Tensor b) {
    return a.apply(Binary.BITWISE_XOR, b);
  }

  /** The bits of a moved b places up; integers only, element by element. */
  public static Tensor leftShift(Tensor a, Tensor b) {
    return a.apply(Binary.LEFT_SHIFT, b);
  }

  /** The bits of a moved b places down, the sign kept; integers only, element by element. */
  public static Tensor rightShift(Tensor a, Tensor b) {
    return a.apply(Binary.RIGHT_SHIFT, b);
  }

  /** The bits of a moved b places up; integers only, element by element. */
  public static Tensor leftShift(Tensor a, int b) {
    return leftShift(a, integer(a, b));
  }

  /** The bits of a moved b places down, the sign kept; integers only, element by element. */
  public static Tensor rightShift(Tensor a, int b) {
    return rightShift(a, integer(a, b));
  }

  /** A number of the dtype of a. */
  private static Tensor integer(Tensor a, int b) {
    return Engine.beside(a, () -> Tensor.full(a.dtype(), b));
  }

  /** True where {@code a = b}. */
  public static Tensor equal(Tensor a, Tensor b) {
    return a.equal(b);
  }

  /** True where {@code a ≠ b}. */
  public static Tensor notEqual(Tensor a, Tensor b) {
    return a.notEqual(b);
  }

  /** True where {@code a < b}. */
  public static Tensor less(Tensor a, Tensor b) {
    return a.less(b);
  }

  /** True where {@code a ≤ b}. */
  public static Tensor lessEqual(Tensor a, Tensor b) {
    return a.lessEqual(b);
  }

  /** True where {@code a > b}. */
  public static Tensor greater(Tensor a, Tensor b) {
    return a.greater(b);
  }

  /** True where {@code a ≥ b}. */
  public static Tensor greaterEqual(Tensor a, Tensor b) {
    return a.greaterEqual(b);
  }

  /** True where both are true; what is not bool counts as true if it is not zero. */
  public static Tensor logicalAnd(Tensor a, Tensor b) {
    return a.cast(DType.BOOL).logicalAnd(b.cast(DType.BOOL));
  }

  /** True where one is true; what is not bool counts as true if it is not zero. */
  public static Tensor logicalOr(Tensor a, Tensor b) {
    return a.cast(DType.BOOL).logicalOr(b.cast(DType.BOOL));
  }

  /** True where exactly one is true; what is not bool counts as true if it is not zero. */
  public static Tensor logicalXor(Tensor a, Tensor b) {
    return a.cast(DType.BOOL).logicalXor(b.cast(DType.BOOL));
  }

  /** x between two bounds: {@code min(max(x, low), high)}. The gradient passes at the bounds. */
  public static Tensor clip(Tensor x, double low, double high) {
    return x.maximum(low).minimum(high);
  }

  /** x between two bounds, which broadcast: {@code min(max(x, low), high)}. */
  public static Tensor clip(Tensor x, Tensor low, Tensor high) {
    return x.maximum(low).minimum(high);
  }

  /** The numbers in another dtype; everything but zero is true, fractions are cut. */
  public static Tensor cast(Tensor x, DType dtype) {
    return x.cast(dtype);
  }

  /** The numbers in another dtype, {@code "float32"} for example. */
  public static Tensor cast(Tensor x, String dtype) {
    return x.cast(DType.of(dtype));
  }
}

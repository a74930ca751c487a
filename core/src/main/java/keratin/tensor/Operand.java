package keratin.tensor;

/**
 * The arithmetic that every tensor has, as methods: {@code x.mul(w).add(b)}.
 *
 * <p>Operands of different dtypes meet by Keras' promotion ({@link DType#promote}); plain numbers
 * take the tensor's dtype, except that a fraction makes an integer tensor {@code float32}.
 */
public abstract sealed class Operand permits Shaping {
  Operand() {}

  final Tensor self() {
    return (Tensor) this;
  }

  /**
   * A row of the table of functions of one number, element by element. Integers become float32
   * where the function is defined on reals only.
   */
  public Tensor apply(Unary op) {
    return Arithmetic.unary(op, self());
  }

  /**
   * A row of the table of functions of two numbers, element by element, broadcast, after promotion.
   */
  public Tensor apply(Binary op, Tensor b) {
    return Arithmetic.binary(op, self(), b);
  }

  /** {@code −x}, element by element. */
  public Tensor neg() {
    return Arithmetic.unary(Unary.NEG, self());
  }

  /** {@code |x|}, element by element. */
  public Tensor abs() {
    return Arithmetic.unary(Unary.ABS, self());
  }

  /** {@code −1, 0 or 1}, element by element. */
  public Tensor sign() {
    return Arithmetic.unary(Unary.SIGN, self());
  }

  /** {@code x²}, element by element. */
  public Tensor square() {
    return Arithmetic.unary(Unary.SQUARE, self());
  }

  /** {@code 1/x}, element by element. */
  public Tensor reciprocal() {
    return Arithmetic.unary(Unary.RECIPROCAL, self());
  }

  /** {@code √x}, element by element. */
  public Tensor sqrt() {
    return Arithmetic.unary(Unary.SQRT, self());
  }

  /** {@code 1/√x}, element by element. */
  public Tensor rsqrt() {
    return Arithmetic.unary(Unary.RSQRT, self());
  }

  /** {@code eˣ}, element by element. */
  public Tensor exp() {
    return Arithmetic.unary(Unary.EXP, self());
  }

  /** {@code eˣ − 1, exact near 0}, element by element. */
  public Tensor expm1() {
    return Arithmetic.unary(Unary.EXPM1, self());
  }

  /** The natural logarithm, element by element. */
  public Tensor log() {
    return Arithmetic.unary(Unary.LOG, self());
  }

  /** {@code ln(1 + x), exact near 0}, element by element. */
  public Tensor log1p() {
    return Arithmetic.unary(Unary.LOG1P, self());
  }

  /** {@code sin x, x in radians}, element by element. */
  public Tensor sin() {
    return Arithmetic.unary(Unary.SIN, self());
  }

  /** {@code cos x, x in radians}, element by element. */
  public Tensor cos() {
    return Arithmetic.unary(Unary.COS, self());
  }

  /** {@code tan x, x in radians}, element by element. */
  public Tensor tan() {
    return Arithmetic.unary(Unary.TAN, self());
  }

  /** {@code sinh x}, element by element. */
  public Tensor sinh() {
    return Arithmetic.unary(Unary.SINH, self());
  }

  /** {@code cosh x}, element by element. */
  public Tensor cosh() {
    return Arithmetic.unary(Unary.COSH, self());
  }

  /** {@code tanh x}, element by element. */
  public Tensor tanh() {
    return Arithmetic.unary(Unary.TANH, self());
  }

  /** {@code 1/(1 + e⁻ˣ)}, element by element. */
  public Tensor sigmoid() {
    return Arithmetic.unary(Unary.SIGMOID, self());
  }

  /** {@code ln(1 + eˣ)}, element by element. */
  public Tensor softplus() {
    return Arithmetic.unary(Unary.SOFTPLUS, self());
  }

  /** {@code max(x, 0)}, element by element. */
  public Tensor relu() {
    return Arithmetic.unary(Unary.RELU, self());
  }

  /** The error function, element by element. */
  public Tensor erf() {
    return Arithmetic.unary(Unary.ERF, self());
  }

  /** The largest integer that is not larger, element by element. */
  public Tensor floor() {
    return Arithmetic.unary(Unary.FLOOR, self());
  }

  /** The smallest integer that is not smaller, element by element. */
  public Tensor ceil() {
    return Arithmetic.unary(Unary.CEIL, self());
  }

  /** The nearest integer, halves to even, element by element. */
  public Tensor round() {
    return Arithmetic.unary(Unary.ROUND, self());
  }

  /** True where x is not a number, element by element. */
  public Tensor isNan() {
    return Arithmetic.unary(Unary.IS_NAN, self());
  }

  /** True where x is infinite, element by element. */
  public Tensor isInf() {
    return Arithmetic.unary(Unary.IS_INF, self());
  }

  /** True where x is neither infinite nor nan, element by element. */
  public Tensor isFinite() {
    return Arithmetic.unary(Unary.IS_FINITE, self());
  }

  /** True where x is false, element by element. */
  public Tensor logicalNot() {
    return Arithmetic.unary(Unary.LOGICAL_NOT, self());
  }

  /** {@code a + b}, element by element, broadcast. */
  public Tensor add(Tensor b) {
    return Arithmetic.binary(Binary.ADD, self(), b);
  }

  /** {@code a + b} for a number b, which takes this tensor's dtype. */
  public Tensor add(double b) {
    return Arithmetic.binary(Binary.ADD, self(), b);
  }

  /** {@code a − b}, element by element, broadcast. */
  public Tensor sub(Tensor b) {
    return Arithmetic.binary(Binary.SUB, self(), b);
  }

  /** {@code a − b} for a number b, which takes this tensor's dtype. */
  public Tensor sub(double b) {
    return Arithmetic.binary(Binary.SUB, self(), b);
  }

  /** {@code a · b}, element by element, broadcast. */
  public Tensor mul(Tensor b) {
    return Arithmetic.binary(Binary.MUL, self(), b);
  }

  /** {@code a · b} for a number b, which takes this tensor's dtype. */
  public Tensor mul(double b) {
    return Arithmetic.binary(Binary.MUL, self(), b);
  }

  /** {@code a / b; two integers give float32}, element by element, broadcast. */
  public Tensor div(Tensor b) {
    return Arithmetic.binary(Binary.DIV, self(), b);
  }

  /** {@code a / b; two integers give float32} for a number b, which takes this tensor's dtype. */
  public Tensor div(double b) {
    return Arithmetic.binary(Binary.DIV, self(), b);
  }

  /** A / b rounded towards −∞, as Python's {@code //}, element by element, broadcast. */
  public Tensor floorDiv(Tensor b) {
    return Arithmetic.binary(Binary.FLOOR_DIV, self(), b);
  }

  /**
   * A / b rounded towards −∞, as Python's {@code //} for a number b, which takes this tensor's
   * dtype.
   */
  public Tensor floorDiv(double b) {
    return Arithmetic.binary(Binary.FLOOR_DIV, self(), b);
  }

  /** The remainder with the sign of b, as Python's {@code %}, element by element, broadcast. */
  public Tensor mod(Tensor b) {
    return Arithmetic.binary(Binary.MOD, self(), b);
  }

  /**
   * The remainder with the sign of b, as Python's {@code %} for a number b, which takes this
   * tensor's dtype.
   */
  public Tensor mod(double b) {
    return Arithmetic.binary(Binary.MOD, self(), b);
  }

  /** {@code a to the power b}, element by element, broadcast. */
  public Tensor pow(Tensor b) {
    return Arithmetic.binary(Binary.POW, self(), b);
  }

  /** {@code a to the power b} for a number b, which takes this tensor's dtype. */
  public Tensor pow(double b) {
    return Arithmetic.binary(Binary.POW, self(), b);
  }

  /** The larger of a and b, element by element, broadcast. */
  public Tensor maximum(Tensor b) {
    return Arithmetic.binary(Binary.MAXIMUM, self(), b);
  }

  /** The larger of a and b for a number b, which takes this tensor's dtype. */
  public Tensor maximum(double b) {
    return Arithmetic.binary(Binary.MAXIMUM, self(), b);
  }

  /** The smaller of a and b, element by element, broadcast. */
  public Tensor minimum(Tensor b) {
    return Arithmetic.binary(Binary.MINIMUM, self(), b);
  }

  /** The smaller of a and b for a number b, which takes this tensor's dtype. */
  public Tensor minimum(double b) {
    return Arithmetic.binary(Binary.MINIMUM, self(), b);
  }

  /** True where {@code a = b}, broadcast. */
  public Tensor equal(Tensor b) {
    return Arithmetic.compare(Compare.EQUAL, self(), b);
  }

  /** True where {@code a = b} for a number b. */
  public Tensor equal(double b) {
    return Arithmetic.compare(Compare.EQUAL, self(), b);
  }

  /** True where {@code a ≠ b}, broadcast. */
  public Tensor notEqual(Tensor b) {
    return Arithmetic.compare(Compare.NOT_EQUAL, self(), b);
  }

  /** True where {@code a ≠ b} for a number b. */
  public Tensor notEqual(double b) {
    return Arithmetic.compare(Compare.NOT_EQUAL, self(), b);
  }

  /** True where {@code a < b}, broadcast. */
  public Tensor less(Tensor b) {
    return Arithmetic.compare(Compare.LESS, self(), b);
  }

  /** True where {@code a < b} for a number b. */
  public Tensor less(double b) {
    return Arithmetic.compare(Compare.LESS, self(), b);
  }

  /** True where {@code a ≤ b}, broadcast. */
  public Tensor lessEqual(Tensor b) {
    return Arithmetic.compare(Compare.LESS_EQUAL, self(), b);
  }

  /** True where {@code a ≤ b} for a number b. */
  public Tensor lessEqual(double b) {
    return Arithmetic.compare(Compare.LESS_EQUAL, self(), b);
  }

  /** True where {@code a > b}, broadcast. */
  public Tensor greater(Tensor b) {
    return Arithmetic.compare(Compare.GREATER, self(), b);
  }

  /** True where {@code a > b} for a number b. */
  public Tensor greater(double b) {
    return Arithmetic.compare(Compare.GREATER, self(), b);
  }

  /** True where {@code a ≥ b}, broadcast. */
  public Tensor greaterEqual(Tensor b) {
    return Arithmetic.compare(Compare.GREATER_EQUAL, self(), b);
  }

  /** True where {@code a ≥ b} for a number b. */
  public Tensor greaterEqual(double b) {
    return Arithmetic.compare(Compare.GREATER_EQUAL, self(), b);
  }

  /** True where both are true, broadcast. */
  public Tensor logicalAnd(Tensor b) {
    return Engine.run(Logical.LOGICAL_AND, self(), b);
  }

  /** True where one is true, broadcast. */
  public Tensor logicalOr(Tensor b) {
    return Engine.run(Logical.LOGICAL_OR, self(), b);
  }

  /** True where exactly one is true, broadcast. */
  public Tensor logicalXor(Tensor b) {
    return Engine.run(Logical.LOGICAL_XOR, self(), b);
  }
}

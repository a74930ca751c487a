package keratin.tensor;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ops from one number to one number, a row each: the function on reals, the function on integers
 * where there is one, what the gradient needs, the gradient, and where the function is smooth.
 */
public enum Unary implements Primitive {
  NEG(x -> -x, x -> -x, Keep.NOTHING, (x, y, dy) -> dy.neg()),
  ABS(Math::abs, Math::abs, Keep.INPUT, (x, y, dy) -> dy.mul(x.sign())),
  SIGN(Math::signum, x -> Long.signum(x), Keep.NOTHING, null),
  SQUARE(x -> x * x, x -> x * x, Keep.INPUT, (x, y, dy) -> dy.mul(x.mul(2))),
  RECIPROCAL(x -> 1 / x, null, Keep.OUTPUT, (x, y, dy) -> dy.mul(y.square()).neg()),
  SQRT(Math::sqrt, null, Keep.OUTPUT, (x, y, dy) -> dy.mul(0.5).div(y), Domain.POSITIVE),
  RSQRT(
      x -> 1 / Math.sqrt(x),
      null,
      Keep.OUTPUT,
      (x, y, dy) -> dy.mul(y.mul(y).mul(y)).mul(-0.5),
      Domain.POSITIVE),
  // As Keras, which writes it as a power of |x|, the slope at 0 is nan, not infinite.
  CBRT(
      Math::cbrt,
      null,
      Keep.OUTPUT,
      (x, y, dy) -> dy.mul(y.sign().abs()).div(y.square().mul(3)),
      Domain.POSITIVE),
  EXP(Math::exp, null, Keep.OUTPUT, (x, y, dy) -> dy.mul(y)),
  EXP2(x -> Math.pow(2, x), null, Keep.OUTPUT, (x, y, dy) -> dy.mul(y).mul(Math.log(2))),
  EXPM1(Math::expm1, null, Keep.OUTPUT, (x, y, dy) -> dy.mul(y.add(1))),
  LOG(Math::log, null, Keep.INPUT, (x, y, dy) -> dy.div(x), Domain.POSITIVE),
  LOG1P(Math::log1p, null, Keep.INPUT, (x, y, dy) -> dy.div(x.add(1)), Domain.POSITIVE),
  LOG2(
      x -> Scalars.log2(x),
      null,
      Keep.INPUT,
      (x, y, dy) -> dy.div(x.mul(Math.log(2))),
      Domain.POSITIVE),
  LOG10(Math::log10, null, Keep.INPUT, (x, y, dy) -> dy.div(x.mul(Math.log(10))), Domain.POSITIVE),
  SIN(Math::sin, null, Keep.INPUT, (x, y, dy) -> dy.mul(x.cos())),
  COS(Math::cos, null, Keep.INPUT, (x, y, dy) -> dy.mul(x.sin()).neg()),
  TAN(Math::tan, null, Keep.OUTPUT, (x, y, dy) -> dy.mul(y.square().add(1)), Domain.UNIT),
  ASIN(
      Math::asin,
      null,
      Keep.INPUT,
      (x, y, dy) -> dy.mul(x.square().neg().add(1).rsqrt()),
      Domain.UNIT),
  ACOS(
      Math::acos,
      null,
      Keep.INPUT,
      (x, y, dy) -> dy.mul(x.square().neg().add(1).rsqrt()).neg(),
      Domain.UNIT),
  ATAN(Math::atan, null, Keep.INPUT, (x, y, dy) -> dy.div(x.square().add(1))),
  SINH(Math::sinh, null, Keep.INPUT, (x, y, dy) -> dy.mul(x.cosh())),
  COSH(Math::cosh, null, Keep.INPUT, (x, y, dy) -> dy.mul(x.sinh())),
  TANH(Math::tanh, null, Keep.OUTPUT, (x, y, dy) -> Engine.run(Binary.TANH_GRAD, y, dy)),
  ASINH(Scalars::asinh, null, Keep.INPUT, (x, y, dy) -> dy.mul(x.square().add(1).rsqrt())),
  ACOSH(
      Scalars::acosh,
      null,
      Keep.INPUT,
      (x, y, dy) -> dy.mul(x.square().sub(1).rsqrt()),
      Domain.ABOVE_ONE),
  ATANH(
      Scalars::atanh, null, Keep.INPUT, (x, y, dy) -> dy.div(x.square().neg().add(1)), Domain.UNIT),
  ERF(
      Scalars::erf,
      null,
      Keep.INPUT,
      (x, y, dy) -> dy.mul(x.square().neg().exp()).mul(2 / Math.sqrt(Math.PI))),
  ERFC(
      Scalars::erfc,
      null,
      Keep.INPUT,
      (x, y, dy) -> dy.mul(x.square().neg().exp()).mul(-2 / Math.sqrt(Math.PI))),
  ERFINV(
      SpecialFunctions::erfinv,
      null,
      Keep.OUTPUT,
      (x, y, dy) -> dy.mul(y.square().exp()).mul(Math.sqrt(Math.PI) / 2),
      Domain.UNIT),
  LGAMMA(
      SpecialFunctions::lgamma,
      null,
      Keep.INPUT,
      (x, y, dy) -> dy.mul(Unary.digamma(x)),
      Domain.POSITIVE),
  DIGAMMA(
      SpecialFunctions::digamma,
      null,
      Keep.INPUT,
      (x, y, dy) -> dy.mul(Engine.run(new Polygamma(1), x)),
      Domain.POSITIVE),
  /** The modified Bessel function of order 0. */
  I0(SpecialFunctions::i0, null, Keep.INPUT, (x, y, dy) -> dy.mul(Unary.i1(x))),
  /** The modified Bessel function of order 1. */
  I1(SpecialFunctions::i1, null, Keep.INPUT, (x, y, dy) -> dy.mul(Unary.i1Slope(x))),
  SIGMOID(
      Scalars::sigmoid, null, Keep.OUTPUT, (x, y, dy) -> Engine.run(Binary.SIGMOID_GRAD, y, dy)),
  SOFTPLUS(Scalars::softplus, null, Keep.INPUT, (x, y, dy) -> dy.mul(x.sigmoid())),
  RELU(
      x -> x > 0 || Double.isNaN(x) ? x : 0,
      x -> Math.max(x, 0),
      Keep.OUTPUT,
      (x, y, dy) -> Engine.run(Binary.RELU_GRAD, dy, y)),
  FLOOR(Math::floor, x -> x, Keep.NOTHING, null),
  CEIL(Math::ceil, x -> x, Keep.NOTHING, null),
  ROUND(Math::rint, x -> x, Keep.NOTHING, null),
  TRUNC(x -> x < 0 ? Math.ceil(x) : Math.floor(x), x -> x, Keep.NOTHING, null),
  BITWISE_NOT(null, x -> ~x, Keep.NOTHING, null),
  LOGICAL_NOT(x -> x == 0 ? 1 : 0, Result.BOOL),
  IS_NAN(x -> Double.isNaN(x) ? 1 : 0, Result.BOOL),
  IS_INF(x -> Double.isInfinite(x) ? 1 : 0, Result.BOOL),
  IS_FINITE(x -> Double.isFinite(x) ? 1 : 0, Result.BOOL);

  /** What a tape must keep for the gradient. */
  public enum Keep {
    NOTHING,
    INPUT,
    OUTPUT
  }

  /** Where the function is defined and smooth: tests draw their samples there. */
  public enum Domain {
    ANY,
    POSITIVE,
    UNIT,
    ABOVE_ONE
  }

  private enum Result {
    SAME,
    BOOL
  }

  /** The gradient of the input, from the input, the output and the output's gradient. */
  @FunctionalInterface
  interface Gradient {
    Tensor of(Tensor x, Tensor y, Tensor dy);
  }

  private final @Nullable DoubleUnaryOperator real;
  private final @Nullable LongUnaryOperator integer;
  private final Keep keep;
  private final @Nullable Gradient gradient;
  private final Domain domain;
  private final Result result;

  Unary(
      @Nullable DoubleUnaryOperator real,
      @Nullable LongUnaryOperator integer,
      Keep keep,
      @Nullable Gradient gradient) {
    this(real, integer, keep, gradient, Domain.ANY);
  }

  Unary(
      @Nullable DoubleUnaryOperator real,
      @Nullable LongUnaryOperator integer,
      Keep keep,
      @Nullable Gradient gradient,
      Domain domain) {
    this.real = real;
    this.integer = integer;
    this.keep = keep;
    this.gradient = gradient;
    this.domain = domain;
    this.result = Result.SAME;
  }

  Unary(DoubleUnaryOperator test, Result result) {
    this.real = test;
    this.integer = x -> (long) test.applyAsDouble(x);
    this.keep = Keep.NOTHING;
    this.gradient = null;
    this.domain = Domain.ANY;
    this.result = result;
  }

  // By methods: a constant may not name one that comes later in its own initialiser.
  private static Tensor digamma(Tensor x) {
    return Engine.run(DIGAMMA, x);
  }

  private static Tensor i1(Tensor x) {
    return Engine.run(I1, x);
  }

  /** {@code I₀(x) − I₁(x)/x}, and 1/2 at 0. */
  private static Tensor i1Slope(Tensor x) {
    Tensor zero = x.equal(0);
    Tensor safe = Tensor.where(zero, x.onesLike(), x);
    Tensor slope = Engine.run(I0, safe).sub(i1(safe).div(safe));
    return Tensor.where(zero, slope.onesLike().mul(0.5), slope);
  }

  /** The function on reals. */
  public @Nullable DoubleUnaryOperator real() {
    return real;
  }

  /** The function on integers; null if integers must be cast first. */
  public @Nullable LongUnaryOperator integer() {
    return integer;
  }

  /** What the gradient needs. */
  public Keep keep() {
    return keep;
  }

  /** Where samples are safe. */
  public Domain domain() {
    return domain;
  }

  /** The output's spec for one input. */
  Spec infer(Spec x) {
    if (x.dtype() == DType.STRING) {
      throw StringMoves.notDefined(label());
    }
    if (result == Result.BOOL) {
      return x.as(DType.BOOL);
    }
    boolean defined =
        x.dtype().isFloating() ? real != null : x.dtype().isInteger() && integer != null;
    if (!defined) {
      throw new DTypeException(
          "%s is not defined for %s. Cast the tensor first: x.cast(DType.%s)"
              .formatted(label(), x.dtype(), real != null ? "FLOAT32" : "INT32"));
    }
    return x;
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return new Spec[] {infer(in[0])};
  }

  @Override
  public boolean isDifferentiable() {
    return gradient != null;
  }

  @Override
  public boolean keepsInput(int index) {
    return keep == Keep.INPUT;
  }

  @Override
  public boolean keepsOutput(int index) {
    return keep == Keep.OUTPUT;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {gradient == null ? null : gradient.of(in[0], out[0], dy[0])};
  }
}

package keratin.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ops from two numbers to one, a row each: the function on reals, the function on integers, and the
 * gradient of either side. Both sides have one dtype here; {@link Tensor}'s methods promote first.
 * Shapes broadcast.
 */
public enum Binary implements Primitive {
  ADD(Double::sum, Long::sum, (a, b, y, dy) -> dy, (a, b, y, dy) -> dy),
  SUB((a, b) -> a - b, (a, b) -> a - b, (a, b, y, dy) -> dy, (a, b, y, dy) -> dy.neg()),
  MUL((a, b) -> a * b, (a, b) -> a * b, (a, b, y, dy) -> dy.mul(b), (a, b, y, dy) -> dy.mul(a)),
  DIV((a, b) -> a / b, null, (a, b, y, dy) -> dy.div(b), (a, b, y, dy) -> dy.mul(y).div(b).neg()),
  /** Division rounded towards minus infinity, as Python's {@code //}. */
  FLOOR_DIV(Scalars::floorDiv, Scalars::floorDiv, null, null),
  /** The remainder with the divisor's sign, as Python's {@code %}. */
  MOD(
      Scalars::mod,
      Scalars::mod,
      (a, b, y, dy) -> dy,
      (a, b, y, dy) -> dy.mul(a.floorDiv(b)).neg()),
  POW(
      Math::pow,
      Scalars::pow,
      (a, b, y, dy) -> dy.mul(b).mul(a.pow(b.sub(1))),
      (a, b, y, dy) -> dy.mul(y).mul(Tensor.where(a.greater(0), a, a.onesLike()).log())),
  /** The larger; both equal: the gradient goes to {@code a}. */
  MAXIMUM(
      Math::max,
      Math::max,
      (a, b, y, dy) -> dy.mul(a.greaterEqual(b).cast(dy.dtype())),
      (a, b, y, dy) -> dy.mul(a.less(b).cast(dy.dtype()))),
  /** The smaller; both equal: the gradient goes to {@code a}. */
  MINIMUM(
      Math::min,
      Math::min,
      (a, b, y, dy) -> dy.mul(a.lessEqual(b).cast(dy.dtype())),
      (a, b, y, dy) -> dy.mul(a.greater(b).cast(dy.dtype()))),
  /** {@code atan2(a, b)}: the angle of the point {@code (b, a)}. */
  ATAN2(
      Math::atan2,
      null,
      (a, b, y, dy) -> dy.mul(b).div(a.square().add(b.square())),
      (a, b, y, dy) -> dy.mul(a).div(a.square().add(b.square())).neg()),
  /** The greatest common divisor. */
  GCD(null, SpecialFunctions::gcd, null, null),
  /** {@code a} where {@code b > 0}, else 0: the gradient of relu, from dy and y. */
  RELU_GRAD((a, b) -> b > 0 ? a : 0, null, Binary::reluGradGradient, null),
  /** {@code b · a · (1 − a)}: the gradient of sigmoid, from y and dy. */
  SIGMOID_GRAD(
      (a, b) -> b * a * (1 - a),
      null,
      (a, b, y, dy) -> dy.mul(b).mul(a.mul(-2).add(1)),
      (a, b, y, dy) -> dy.mul(a).mul(a.neg().add(1))),
  /** {@code b · (1 − a²)}: the gradient of tanh, from y and dy. */
  TANH_GRAD(
      (a, b) -> b * (1 - a * a),
      null,
      (a, b, y, dy) -> dy.mul(b).mul(a).mul(-2),
      (a, b, y, dy) -> dy.mul(a.square().neg().add(1))),
  BITWISE_AND(null, (a, b) -> a & b, null, null),
  BITWISE_OR(null, (a, b) -> a | b, null, null),
  BITWISE_XOR(null, (a, b) -> a ^ b, null, null),
  LEFT_SHIFT(null, (a, b) -> b < 0 || b > 63 ? 0 : a << b, null, null),
  RIGHT_SHIFT(null, (a, b) -> a >> Math.clamp(b, 0, 63), null, null);

  /** The gradient of one side. */
  @FunctionalInterface
  interface Gradient {
    Tensor of(Tensor a, Tensor b, Tensor y, Tensor dy);
  }

  private final @Nullable DoubleBinaryOperator real;
  private final @Nullable LongBinaryOperator integer;
  private final @Nullable Gradient left;
  private final @Nullable Gradient right;

  Binary(
      @Nullable DoubleBinaryOperator real,
      @Nullable LongBinaryOperator integer,
      @Nullable Gradient left,
      @Nullable Gradient right) {
    this.real = real;
    this.integer = integer;
    this.left = left;
    this.right = right;
  }

  // By a method: a constant may not name itself in its own initialiser.
  private static Tensor reluGradGradient(Tensor a, Tensor b, Tensor y, Tensor dy) {
    return Engine.run(RELU_GRAD, dy, b);
  }

  /** The function on reals. */
  public @Nullable DoubleBinaryOperator real() {
    return real;
  }

  /** The function on integers; null if integers must be cast first. */
  public @Nullable LongBinaryOperator integer() {
    return integer;
  }

  /** The output's spec for two inputs. */
  Spec infer(Spec a, Spec b) {
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          "%s: a is %s but b is %s. Cast one of them.".formatted(label(), a.dtype(), b.dtype()));
    }
    boolean defined =
        a.dtype().isFloating() ? real != null : a.dtype().isInteger() && integer != null;
    if (a.dtype() == DType.STRING) {
      throw StringMoves.notDefined(label());
    }
    if (!defined) {
      throw new DTypeException(
          "%s is not defined for %s. Cast the tensors first: x.cast(DType.%s)"
              .formatted(label(), a.dtype(), real != null ? "FLOAT32" : "INT32"));
    }
    Shape shape = Shape.broadcast(label(), a.shape(), b.shape());
    return shape == a.shape() ? a : shape == b.shape() ? b : a.as(shape);
  }

  @Override
  public Spec[] infer(Spec[] in) {
    return new Spec[] {infer(in[0], in[1])};
  }

  @Override
  public boolean isDifferentiable() {
    return left != null || right != null;
  }

  @Override
  public boolean keepsInput(int index) {
    return this != ADD && this != SUB;
  }

  @Override
  public boolean keepsOutput(int index) {
    return this != ADD && this != SUB && this != MUL;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {
      left == null ? null : left.of(in[0], in[1], out[0], dy[0]),
      right == null ? null : right.of(in[0], in[1], out[0], dy[0])
    };
  }
}

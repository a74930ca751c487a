package keratin.ops;

import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/** Functions of numbers, element by element, that are made of several ops. */
abstract class Numbers extends Elementwise {
  Numbers() {}

  /** Rounded to {@code decimals} places, halves to even; negative places round tens, hundreds. */
  public static Tensor round(Tensor x, int decimals) {
    if (decimals == 0 || decimals > 0 && !x.dtype().isFloating()) {
      return round(x);
    }
    double scale = Math.pow(10, Math.abs(decimals));
    Tensor rounded = decimals > 0 ? round(x.mul(scale)).div(scale) : round(x.div(scale)).mul(scale);
    return rounded.cast(x.dtype());
  }

  /** {@code (a − b)²}, element by element. */
  public static Tensor squaredDifference(Tensor a, Tensor b) {
    return a.sub(b).square();
  }

  /** {@code a / b}, and 0 where b is 0; no nan in the gradient either. */
  public static Tensor divideNoNan(Tensor a, Tensor b) {
    Tensor zero = b.equal(0);
    Tensor quotient = a.div(Tensor.where(zero, b.onesLike(), b));
    return Tensor.where(zero, quotient.zerosLike(), quotient);
  }

  /** {@code ln(eᵃ + eᵇ)} without overflow, element by element; integers give float32. */
  public static Tensor logaddexp(Tensor a, Tensor b) {
    return logOfSum(a, b, 1);
  }

  /** The logarithm of a sum of powers of a base, which has the natural logarithm {@code ln}. */
  private static Tensor logOfSum(Tensor a, Tensor b, double ln) {
    DType common = DType.promote(a.dtype(), b.dtype());
    DType type = common.isFloating() ? common : DType.FLOAT32;
    // Half precision would lose what the steps in between need.
    DType inner = DType.promote(type, DType.FLOAT32);
    Tensor x = a.cast(inner).mul(ln);
    Tensor y = b.cast(inner).mul(ln);
    Tensor difference = x.sub(y);
    // Two equal infinities have no difference, but a sum.
    Tensor positive = difference.greater(0);
    Tensor larger = Tensor.where(positive, x, y);
    Tensor negative = Tensor.where(positive, difference.neg(), difference);
    Tensor sum = Tensor.where(difference.isNan(), x.add(y), larger.add(negative.softplus()));
    return sum.div(ln).cast(type);
  }

  /** {@code √(a² + b²)} without overflow, element by element; int64 gives float64. */
  public static Tensor hypot(Tensor a, Tensor b) {
    DType type = wide(DType.promote(a.dtype(), b.dtype()));
    Tensor left = a.cast(type).abs();
    Tensor right = b.cast(type).abs();
    Tensor larger = left.maximum(right);
    Tensor ratio = divideNoNan(left.minimum(right), larger);
    return larger.mul(ratio.square().add(1).sqrt());
  }

  /** {@code log₂(2ᵃ + 2ᵇ)} without overflow, element by element; integers give float32. */
  public static Tensor logaddexp2(Tensor a, Tensor b) {
    return logOfSum(a, b, Math.log(2));
  }

  /** {@code x · ln y}, and 0 where x is 0. */
  public static Tensor xlogy(Tensor x, Tensor y) {
    Tensor zero = x.equal(0);
    Tensor safe = Tensor.where(zero, y.onesLike(), y);
    return Tensor.where(zero, safe.zerosLike(), x.mul(safe.log()));
  }

  /**
   * {@code a · b}, and 0 where b is 0 even if a is infinite or nan; the gradients are such products
   * too.
   */
  public static Tensor multiplyNoNan(Tensor a, Tensor b) {
    DType common = DType.promote(a.dtype(), b.dtype());
    return Ops.customGradient(
        in -> {
          Tensor zero = in[1].equal(0);
          return Tensor.where(zero, in[0].zerosLike(), in[0]).mul(in[1]);
        },
        (in, out, dy) -> new Tensor[] {multiplyNoNan(dy, in[1]), multiplyNoNan(in[0], dy)},
        new Tensor[] {a.cast(common), b.cast(common)});
  }

  /** The remainder with the sign of a, as C's {@code fmod}. */
  public static Tensor fmod(Tensor a, Tensor b) {
    DType common = DType.promote(a.dtype(), b.dtype());
    DType type = common == DType.BOOL ? DType.INT32 : common;
    Tensor x = a.cast(type);
    Tensor r = x.abs().mod(b.cast(type).abs());
    return Tensor.where(x.less(0), r.neg(), r);
  }

  /** {@code a / b} of integers rounded towards 0, as in C and Java. */
  public static Tensor truncatediv(Tensor a, Tensor b) {
    return a.sub(fmod(a, b)).floorDiv(b);
  }

  /** As {@link #fmod}: TensorFlow's name. */
  public static Tensor truncatemod(Tensor a, Tensor b) {
    return fmod(a, b);
  }

  /** The larger of two; where one is nan, the other. */
  public static Tensor fmax(Tensor a, Tensor b) {
    return Tensor.where(a.isNan(), b, Tensor.where(b.isNan(), a, a.maximum(b)));
  }

  /** The smaller of two; where one is nan, the other. */
  public static Tensor fmin(Tensor a, Tensor b) {
    return Tensor.where(a.isNan(), b, Tensor.where(b.isNan(), a, a.minimum(b)));
  }

  /** 0 below 0, 1 above, and {@code atZero} at 0; int64 gives float64. */
  public static Tensor heaviside(Tensor x, Tensor atZero) {
    DType type = wide(DType.promote(x.dtype(), atZero.dtype()));
    Tensor a = x.cast(type);
    Tensor upper = Tensor.where(a.greater(0), a.onesLike(), atZero.cast(type));
    return Tensor.where(a.less(0), upper.zerosLike(), upper);
  }

  /** Degrees to radians; int64 gives float64. */
  public static Tensor deg2rad(Tensor x) {
    return x.cast(wide(x.dtype())).mul(Math.PI / 180);
  }

  /** Radians to degrees; int64 gives float64. */
  public static Tensor rad2deg(Tensor x) {
    return x.cast(wide(x.dtype())).mul(180 / Math.PI);
  }

  /** True where the sign bit is set: for negative numbers and −0. */
  public static Tensor signbit(Tensor x) {
    // Only the reciprocal tells −0 from 0.
    return x.dtype().isFloating()
        ? x.less(0).logicalOr(x.equal(0).logicalAnd(x.reciprocal().less(0)))
        : x.less(0);
  }

  /**
   * True where {@code |a − b| ≤ atol + rtol·|b|}, or both are the same infinity.
   *
   * @param equalNan whether two nan are close
   */
  public static Tensor isclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
    Tensor near = a.sub(b).abs().lessEqual(b.abs().mul(rtol).add(atol));
    Tensor finite = b.isFinite();
    Tensor close = near.logicalAnd(finite).logicalOr(a.equal(b));
    return equalNan ? close.logicalOr(a.isNan().logicalAnd(b.isNan())) : close;
  }

  /** True if {@link #isclose} is true everywhere. */
  public static Tensor allclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
    return isclose(a, b, rtol, atol, equalNan).all();
  }

  /** True where an element of {@code x} occurs in {@code elements}. */
  public static Tensor isin(Tensor x, Tensor elements) {
    return x.expandDims(-1).equal(elements.reshape(-1)).any(-1);
  }

  /** As {@link #isin(Tensor, Tensor)}; {@code invert} exchanges true and false. */
  public static Tensor isin(Tensor x, Tensor elements, boolean invert) {
    return invert ? isin(x, elements).logicalNot() : isin(x, elements);
  }

  /**
   * The cross product of vectors in the last axis, of length 3 or, with 0 as the third number, 2.
   * Of two vectors of length 2 only the third number of the result is given, {@code a₀b₁ − a₁b₀}.
   */
  public static Tensor cross(Tensor a, Tensor b) {
    if (a.shape().dim(-1) == 2 && b.shape().dim(-1) == 2) {
      Tensor product = a.mul(flip(b, -1));
      return product.get("..., 0").sub(product.get("..., 1"));
    }
    Tensor left = inSpace(a);
    Tensor right = inSpace(b);
    Tensor first = roll3(left, 1).mul(roll3(right, 2));
    return first.sub(roll3(left, 2).mul(roll3(right, 1)));
  }

  /** As {@link #cross(Tensor, Tensor)} along another axis, in which the result lies too. */
  public static Tensor cross(Tensor a, Tensor b, int axis) {
    Tensor product = cross(moveaxis(a, axis, -1), moveaxis(b, axis, -1));
    boolean plane = a.shape().dim(axis) == 2 && b.shape().dim(axis) == 2;
    return plane ? product : moveaxis(product, -1, axis);
  }

  private static Tensor inSpace(Tensor x) {
    int length = x.shape().dim(-1);
    if (length != 2 && length != 3) {
      throw new ShapeException(
          "cross: vectors must have length 2 or 3 in the last axis, but a shape is %s."
              .formatted(x.shape()));
    }
    int[][] paddings = new int[x.rank()][2];
    paddings[x.rank() - 1][1] = 3 - length;
    return length == 3 ? x : pad(x, paddings);
  }

  private static Tensor roll3(Tensor x, int places) {
    return roll(x, -places, -1);
  }
}

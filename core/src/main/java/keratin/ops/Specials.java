package keratin.ops;

import java.lang.foreign.MemorySegment;
import keratin.tensor.Binary;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Engine;
import keratin.tensor.Float8;
import keratin.tensor.Polygamma;
import keratin.tensor.PolygammaOf;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import keratin.tensor.Unary;
import keratin.tensor.Zeta;
import org.jspecify.annotations.Nullable;

/** Special functions, functions of integers, and the insides of floating-point numbers. */
abstract class Specials extends Numbers {
  Specials() {}

  // ---- special functions ----

  /** The inverse of {@link #erf}: infinite at ±1, nan beyond. */
  public static Tensor erfinv(Tensor x) {
    return x.apply(Unary.ERFINV);
  }

  /** {@code ln |Γ(x)|}, Γ the gamma function, which is (x − 1)! for whole numbers. */
  public static Tensor lgamma(Tensor x) {
    return x.apply(Unary.LGAMMA);
  }

  /** The slope of {@link #lgamma}. */
  public static Tensor digamma(Tensor x) {
    return x.apply(Unary.DIGAMMA);
  }

  /** The n-th derivative of {@link #digamma} at positive x; n = 0 is digamma itself. */
  public static Tensor polygamma(int n, Tensor x) {
    return Engine.run(new Polygamma(n), floating(x));
  }

  /**
   * The a-th derivative of {@link #digamma} at x, for tensors of both, which broadcast; nan where a
   * is no whole number from 0 on. The gradient is by x alone.
   *
   * {@snippet :
   * Tensor order = Tensor.of(new float[] {0, 1});
   * Tensor slopes = Ops.polygamma(order, Tensor.of(1f));  // [-0.5772157, 1.6449341]
   * }
   *
   * @see <a
   *     href="https://www.tensorflow.org/api_docs/python/tf/math/polygamma">tf.math.polygamma</a>
   */
  public static Tensor polygamma(Tensor a, Tensor x) {
    DType common = DType.promote(floating(a).dtype(), floating(x).dtype());
    return Engine.run(new PolygammaOf(), a.cast(common), x.cast(common));
  }

  /**
   * Hurwitz' zeta function, {@code ζ(x, q) = Σ (q + k)⁻ˣ} over k ≥ 0; x and q broadcast. Infinite
   * at x = 1 and where q is 0 or a negative whole number, nan for x below 1, and for other negative
   * q unless x is whole. The gradient is by q alone.
   *
   * {@snippet :
   * Tensor z = Ops.zeta(Tensor.of(2f), Tensor.of(new float[] {1, 2}));  // [1.6449341, 0.6449341]
   * }
   *
   * @see <a href="https://www.tensorflow.org/api_docs/python/tf/math/zeta">tf.math.zeta</a>
   */
  public static Tensor zeta(Tensor x, Tensor q) {
    DType common = DType.promote(floating(x).dtype(), floating(q).dtype());
    return Engine.run(new Zeta(), x.cast(common), q.cast(common));
  }

  /** The modified Bessel function of the first kind and order 0. */
  public static Tensor i0(Tensor x) {
    return x.cast(wide(x.dtype())).apply(Unary.I0);
  }

  /** {@code sin(πx) / (πx)}, and 1 at 0. */
  public static Tensor sinc(Tensor x) {
    Tensor a = floating(x);
    Tensor zero = a.equal(0);
    // The quotient of 0 must not reach the gradient.
    Tensor safe = Tensor.where(zero, a.onesLike(), a).mul(Math.PI);
    return Tensor.where(zero, a.onesLike(), safe.sin().div(safe));
  }

  // ---- integers ----

  /** The greatest common divisor; gcd(0, 0) is 0. */
  public static Tensor gcd(Tensor a, Tensor b) {
    DType common = DType.promote(a.dtype(), b.dtype());
    Tensor x = integers("gcd", a.cast(common));
    return x.apply(Binary.GCD, b.cast(common));
  }

  /** The least common multiple; 0 if one is 0. */
  public static Tensor lcm(Tensor a, Tensor b) {
    Tensor divisor = gcd(a, b);
    Tensor quotient = abs(b.cast(divisor.dtype())).floorDiv(divisor.maximum(1));
    return abs(a.cast(divisor.dtype())).mul(quotient);
  }

  private static Tensor integers(String op, Tensor x) {
    if (!x.dtype().isInteger()) {
      throw new DTypeException(
          "%s: both must be integers, but one is %s. Cast it: x.cast(DType.INT32)"
              .formatted(op, x.dtype()));
    }
    return x;
  }

  // ---- floating-point numbers ----

  /** {@code a · 2ᵇ} for integers b. */
  public static Tensor ldexp(Tensor a, Tensor b) {
    integers("ldexp", b);
    DType type = floating(a).dtype();
    Tensor x = a.cast(type);
    Tensor product = x.mul(exp2(b.cast(type)));
    Tensor stays = x.isInf().logicalOr(x.equal(0));
    return Tensor.where(stays, x, product);
  }

  /**
   * The neighbour of a among the numbers of the dtype, in the direction of b; integers give
   * float32. The gradient is a's.
   */
  public static Tensor nextafter(Tensor a, Tensor b) {
    DType common = DType.promote(a.dtype(), b.dtype());
    DType type = common.isFloating() ? common : DType.FLOAT32;
    return Ops.customGradient(
        in -> neighbours(in[0], in[1]),
        (in, out, dy) -> new @Nullable Tensor[] {dy, null},
        new Tensor[] {a.cast(type), b.cast(type)});
  }

  private static Tensor neighbours(Tensor a, Tensor b) {
    Shape shape = Shape.broadcast("nextafter", a.shape(), b.shape());
    double[] found = a.broadcastTo(shape).toDoubleArray();
    double[] targets = b.broadcastTo(shape).toDoubleArray();
    for (int i = 0; i < found.length; i++) {
      found[i] = next(a.dtype(), found[i], targets[i]);
    }
    return Engine.beside(a, () -> Tensor.of(found, shape)).cast(a.dtype());
  }

  private static double next(DType type, double start, double target) {
    return switch (type) {
      case FLOAT64 -> Math.nextAfter(start, target);
      case FLOAT32 -> Math.nextAfter((float) start, target);
      default -> {
        if (!(start < target) && !(start > target)) {
          yield start == target ? target : Double.NaN;
        }
        // The bits of positive numbers rise as the numbers do.
        int bits = bits(type, start);
        int top = 1 << 8 * type.bytes() - 1;
        boolean grows = start == 0 || start < target == start > 0;
        int sign = start == 0 ? (target < 0 ? top : 0) : bits & top;
        yield value(type, sign | (bits & top - 1) + (grows ? 1 : -1));
      }
    };
  }

  private static int bits(DType type, double value) {
    return switch (type) {
      case FLOAT16 -> Float.floatToFloat16((float) value);
      case BFLOAT16 -> Float.floatToIntBits((float) value) >> 16;
      default -> Float8.of(type).bits(value);
    };
  }

  private static double value(DType type, int bits) {
    return switch (type) {
      case FLOAT16 -> Float.float16ToFloat((short) bits);
      case BFLOAT16 -> Float.intBitsToFloat(bits << 16);
      default -> Float8.of(type).value(bits);
    };
  }

  /**
   * The same bytes read as another dtype; the last axis grows or shrinks where an element has
   * another size. No gradient.
   *
   * @throws ShapeException if the bytes of the last axis do not fill elements of the dtype
   */
  public static Tensor view(Tensor x, DType dtype) {
    int from = x.dtype().bytes();
    int to = dtype.bytes();
    if (from == 0 || to == 0) {
      throw new DTypeException("view: strings have no bytes to read as another dtype.");
    }
    Shape shape = x.shape();
    if (from != to) {
      boolean open = x.rank() > 0 && shape.dim(-1) == Shape.UNKNOWN;
      if (x.rank() == 0 || !open && shape.dim(-1) * from % to != 0) {
        throw new ShapeException(
            "view: the last axis of the shape %s of %s does not fill elements of %s."
                .formatted(shape, x.dtype(), dtype));
      }
      shape = open ? shape : shape.with(-1, shape.dim(-1) * from / to);
    }
    Spec spec = new Spec(dtype, shape);
    if (x.isSymbolic()) {
      return Engine.run(
          new Composition("view", in -> new Tensor[] {view(in[0], dtype)}, in -> new Spec[] {spec}),
          x);
    }
    byte[] bytes = x.toByteArray();
    return Engine.beside(x, () -> Tensor.fromArray(spec, MemorySegment.ofArray(bytes)));
  }

  /**
   * The same bytes read as another dtype, as TensorFlow arranges them: smaller elements stand on a
   * new last axis, {@code (…)} gives {@code (…, parts)}, and larger ones take the last axis. No
   * gradient.
   */
  public static Tensor bitcast(Tensor x, DType dtype) {
    int from = x.dtype().bytes();
    int to = dtype.bytes();
    if (from > to) {
      return view(x.expandDims(-1), dtype);
    }
    return from < to ? view(x, dtype).squeeze(-1) : view(x, dtype);
  }

  /**
   * The numbers in another dtype, where those that it cannot hold become its ends: −1 is 0 and 300
   * is 255 in uint8.
   */
  public static Tensor saturateCast(Tensor x, DType dtype) {
    DType from = x.dtype();
    if (from == dtype || from == DType.BOOL) {
      return x.cast(dtype);
    }
    double low = lowest(dtype);
    double high = highest(dtype);
    Tensor a = x;
    if (lowest(from) < low) {
      a = a.maximum(inside(from, low));
    }
    if (highest(from) > high) {
      a = a.minimum(inside(from, high));
    }
    return a.cast(dtype);
  }

  /** The nearest number that the dtype has not farther from 0: 2³¹ − 1 is no float32. */
  private static double inside(DType dtype, double bound) {
    if (dtype == DType.FLOAT32 && Math.abs((double) (float) bound) > Math.abs(bound)) {
      return bound > 0 ? Math.nextDown((float) bound) : Math.nextUp((float) bound);
    }
    // 2⁶³ − 1 is no float64.
    return bound == 0x1p63 && dtype == DType.FLOAT64 ? Math.nextDown(bound) : bound;
  }

  /** The lowest number of a dtype. */
  static double lowest(DType dtype) {
    if (dtype.isFloating()) {
      return -highest(dtype);
    }
    boolean signed = dtype != DType.BOOL && !dtype.isUnsigned();
    return signed ? -Math.scalb(1.0, 8 * dtype.bytes() - 1) : 0;
  }

  /** The highest number of a dtype; of float16 the highest that is finite. */
  static double highest(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case FLOAT16 -> 65504;
      case BFLOAT16 -> Float.intBitsToFloat(0x7F7F_0000);
      case FLOAT8_E4M3FN, FLOAT8_E5M2 -> Float8.of(dtype).highest();
      case FLOAT32 -> Float.MAX_VALUE;
      case FLOAT64 -> Double.MAX_VALUE;
      case UINT8, UINT16, UINT32 -> Math.scalb(1.0, 8 * dtype.bytes()) - 1;
      default -> Math.scalb(1.0, 8 * dtype.bytes() - 1) - 1;
    };
  }

  // ---- real numbers as complex ones ----

  /** True where a number has no imaginary part: everywhere in a real tensor. */
  public static Tensor isreal(Tensor x) {
    return x.equal(x).logicalOr(x.notEqual(x));
  }

  /** The angle of real numbers as complex ones: 0, and π for negative ones. */
  public static Tensor angle(Tensor x) {
    Tensor a = floating(x);
    return a.zerosLike().apply(Binary.ATAN2, a);
  }

  /** The real part of real numbers: they. */
  public static Tensor real(Tensor x) {
    return x;
  }

  /** The imaginary part of real numbers: zeros. */
  public static Tensor imag(Tensor x) {
    return x.zerosLike();
  }

  /** The conjugate of real numbers: they. */
  public static Tensor conjugate(Tensor x) {
    return x;
  }

  /** As {@link #conjugate(Tensor)}. */
  public static Tensor conj(Tensor x) {
    return x;
  }

  /** True where x is +∞. */
  public static Tensor isposinf(Tensor x) {
    return x.equal(Double.POSITIVE_INFINITY);
  }

  /** True where x is −∞. */
  public static Tensor isneginf(Tensor x) {
    return x.equal(Double.NEGATIVE_INFINITY);
  }
}

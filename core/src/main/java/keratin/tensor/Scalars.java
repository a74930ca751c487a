package keratin.tensor;

/** Functions of single numbers that the JDK lacks or defines otherwise than Python does. */
final class Scalars {
  private Scalars() {}

  static double sigmoid(double x) {
    // The exponential of a positive number would overflow; both branches are exact.
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }

  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  static double log2(double x) {
    // Powers of two must give whole numbers, which log(x) / log(2) misses.
    int exponent = Math.getExponent(x);
    if (x > 0 && x < Double.POSITIVE_INFINITY && exponent >= Double.MIN_EXPONENT) {
      return exponent + Math.log(Math.scalb(x, -exponent)) / Math.log(2);
    }
    return Math.log(x) / Math.log(2);
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    double y =
        a < 1e8 ? Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1))) : Math.log(a) + Math.log(2);
    return Math.copySign(y, x);
  }

  static double acosh(double x) {
    return x < 1e8 ? Math.log(x + Math.sqrt((x - 1) * (x + 1))) : Math.log(x) + Math.log(2);
  }

  static double atanh(double x) {
    return Math.copySign(0.5 * Math.log1p(2 * Math.abs(x) / (1 - Math.abs(x))), x);
  }

  static double floorDiv(double a, double b) {
    return Math.floor(a / b);
  }

  static double mod(double a, double b) {
    double r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
  }

  static long floorDiv(long a, long b) {
    return Math.floorDiv(a, divisor(b));
  }

  static long mod(long a, long b) {
    return Math.floorMod(a, divisor(b));
  }

  private static long divisor(long b) {
    if (b == 0) {
      throw new TensorException(
          "Integer division by zero. Cast to a floating dtype if inf or nan should come out.");
    }
    return b;
  }

  static long pow(long base, long exponent) {
    if (exponent < 0) {
      throw new TensorException(
          "Integers to negative integer powers are not allowed: %d ** %d. Cast to a floating dtype."
              .formatted(base, exponent));
    }
    long result = 1;
    for (long b = base, e = exponent; e > 0; e >>= 1, b *= b) {
      if ((e & 1) == 1) {
        result *= b;
      }
    }
    return result;
  }

  /**
   * The error function to double precision: the Maclaurin series near 0, the continued fraction of
   * erfc elsewhere (Abramowitz and Stegun 7.1.5 and 7.1.14).
   */
  static double erf(double x) {
    double a = Math.abs(x);
    if (a >= 2) {
      return Math.copySign(1 - erfcTail(a), x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return Double.isNaN(x) ? x : 2 / Math.sqrt(Math.PI) * sum;
  }

  static double erfc(double x) {
    return x >= 2 ? erfcTail(x) : x <= -2 ? 2 - erfcTail(-x) : 1 - erf(x);
  }

  private static double erfcTail(double x) {
    if (x > 27) {
      return Double.isNaN(x) ? x : 0;
    }
    double fraction = 0;
    for (int k = 120; k >= 1; k--) {
      fraction = k / 2.0 / (x + fraction);
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
  }
}

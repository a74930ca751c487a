package keratin.tensor;

/**
 * Functions that have no formula of finitely many elementary ones.
 *
 * @see <a href="https://dlmf.nist.gov/">Digital Library of Mathematical Functions</a>
 */
final class SpecialFunctions {
  private static final double EPSILON = 0x1p-53;
  private static final double LARGE_BESSEL = 30;

  /** Lanczos' coefficients for g = 7. */
  private static final double[] LANCZOS = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  /** {@code (2k)! / B₂ₖ}, B Bernoulli's numbers: the terms of Euler and Maclaurin's sum. */
  private static final double[] MACLAURIN = {
    12.0,
    -720.0,
    30240.0,
    -1209600.0,
    47900160.0,
    -1.8924375803183791606e9,
    7.47242496e10,
    -2.950130727918164224e12,
    1.1646782814350067249e14,
    -4.5979787224074726105e15,
    1.8152105401943546773e17,
    -7.1661652561756670113e18
  };

  private SpecialFunctions() {}

  /** The inverse of the error function: a first guess by Giles, and two steps of Halley. */
  static double erfinv(double x) {
    double a = Math.abs(x);
    if (!(a < 1)) {
      return a == 1 ? Math.copySign(Double.POSITIVE_INFINITY, x) : Double.NaN;
    }
    double y = guess(a);
    for (int step = 0; step < 2; step++) {
      // Near 1 the difference is exact only between the complements.
      double difference = a < 0.5 ? Scalars.erf(y) - a : 1 - a - Scalars.erfc(y);
      double newton = difference * Math.exp(y * y) * Math.sqrt(Math.PI) / 2;
      y -= newton / (1 + y * newton);
    }
    return Math.copySign(y, x);
  }

  private static double guess(double x) {
    double w = -Math.log((1 - x) * (1 + x));
    double[] c =
        w < 5
            ? new double[] {
              2.81022636e-08,
              3.43273939e-07,
              -3.5233877e-06,
              -4.39150654e-06,
              0.00021858087,
              -0.00125372503,
              -0.00417768164,
              0.246640727,
              1.50140941
            }
            : new double[] {
              -0.000200214257,
              0.000100950558,
              0.00134934322,
              -0.00367342844,
              0.00573950773,
              -0.0076224613,
              0.00943887047,
              1.00167406,
              2.83297682
            };
    double t = w < 5 ? w - 2.5 : Math.sqrt(w) - 3;
    double p = 0;
    for (double coefficient : c) {
      p = p * t + coefficient;
    }
    return p * x;
  }

  /** {@code ln |Γ(x)|} by Lanczos' sum, left of 1/2 by reflection. */
  static double lgamma(double x) {
    if (Double.isInfinite(x) || x <= 0 && x == Math.floor(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
    }
    if (x == 1 || x == 2) {
      return 0;
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return (x - 0.5) * Math.log(t) - t + Math.log(Math.sqrt(2 * Math.PI) * sum);
  }

  /** The slope of lgamma: {@code ψ(x) = ψ(x + 1) − 1/x} up to 10, then its asymptotic series. */
  static double digamma(double x) {
    if (x <= 0) {
      return x == Math.floor(x)
          ? Double.NaN
          : digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.floor(x)));
    }
    double sum = 0;
    double a = x;
    while (a < 10) {
      sum -= 1 / a;
      a++;
    }
    double z = 1 / (a * a);
    double series =
        z
            * (1.0 / 12
                - z
                    * (1.0 / 120
                        - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 - z * 691 / 32760)))));
    return sum + Math.log(a) - 0.5 / a - series;
  }

  /** {@link #zeta} for all x and q, where it is defined. */
  static double hurwitz(double x, double q) {
    if (x == 1 || q <= 0 && q == Math.floor(q)) {
      return Double.POSITIVE_INFINITY;
    }
    if (!(x > 1) || Double.isNaN(q) || q < 0 && x != Math.floor(x)) {
      return Double.NaN;
    }
    double sum = 0;
    for (; q < 0; q++) {
      sum += Math.pow(q, -x);
    }
    return sum + zeta(x, q);
  }

  /**
   * Hurwitz' zeta function, {@code Σ 1/(q + k)ˣ} over k ≥ 0 for x > 1, by Euler and Maclaurin's
   * sum.
   */
  private static double zeta(double x, double q) {
    double sum = Math.pow(q, -x);
    double term = sum;
    double a = q;
    for (int i = 0; i < 9; i++) {
      a++;
      term = Math.pow(a, -x);
      sum += term;
      if (term < EPSILON * sum) {
        return sum;
      }
    }
    sum += term * a / (x - 1) - 0.5 * term;
    double factor = 1;
    double power = term;
    for (int i = 0; i < MACLAURIN.length; i++) {
      factor *= x + 2 * i;
      power /= a;
      double next = factor * power / MACLAURIN[i];
      sum += next;
      if (Math.abs(next) < EPSILON * Math.abs(sum)) {
        break;
      }
      factor *= x + 2 * i + 1;
      power /= a;
    }
    return sum;
  }

  /** The n-th derivative of digamma, {@code (−1)ⁿ⁺¹ n! ζ(n + 1, x)}. */
  static double polygamma(int n, double x) {
    if (n == 0) {
      return digamma(x);
    }
    double size = Math.exp(lgamma(n + 1.0)) * hurwitz(n + 1.0, x);
    return n % 2 == 0 ? -size : size;
  }

  /** The modified Bessel function of order 0. */
  static double i0(double x) {
    return bessel(0, Math.abs(x));
  }

  /** The modified Bessel function of order 1. */
  static double i1(double x) {
    return Math.copySign(bessel(1, Math.abs(x)), x);
  }

  private static double bessel(int order, double x) {
    if (Double.isInfinite(x)) {
      return x;
    }
    double sum = 1;
    double term = 1;
    if (x <= LARGE_BESSEL) {
      // Σ (x²/4)ᵏ / (k! (k + order)!): no term is negative, so nothing cancels.
      for (int k = 1; term > EPSILON * sum; k++) {
        term *= x * x / 4 / k / (k + order);
        sum += term;
      }
      return order == 0 ? sum : sum * x / 2;
    }
    double mu = 4.0 * order * order;
    for (int k = 1; Math.abs(term) > EPSILON * sum && k < 2 * LARGE_BESSEL; k++) {
      term *= ((2.0 * k - 1) * (2 * k - 1) - mu) / (8 * x * k);
      sum += term;
    }
    // In two halves: the exponential alone overflows first.
    return Math.exp(x / 2) * sum / Math.sqrt(2 * Math.PI * x) * Math.exp(x / 2);
  }

  /** The greatest common divisor, not negative. */
  static long gcd(long a, long b) {
    long x = Math.abs(a);
    long y = Math.abs(b);
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}

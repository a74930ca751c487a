package keratin.cpu;

import keratin.random.PhiloxReader;

/**
 * The Box–Muller transform of random words, as TensorFlow computes it: {@code r·sin v} and {@code
 * r·cos v} with {@code v = 2π·u₁} and {@code r = √(−2 ln u₀)}.
 */
final class NormalMath {
  /*
   * The float transform works on doubles with polynomials of its own: nothing but additions,
   * multiplications, one division and one root, in an order that the vector tier repeats. Hence
   * the same bits on every machine and tier, which library functions would not promise, and
   * errors near 1e-12, so that rounding to float almost always gives TensorFlow's float.
   */

  static final float SMALLEST = 1e-7f;
  static final double TWO_PI = 2 * Math.PI;

  /** 2⁵², whose low mantissa bits hold a small integer; 2⁵² + 2⁵¹ also holds negative ones. */
  static final double INTEGERS = 0x1p52;

  static final double ROUNDER = 0x1.8p52;

  /** 2²⁹ + 1, whose product splits a double after its 24th bit. */
  static final double SPLITTER = 0x1p29 + 1;

  static final double TWO_OVER_PI = 2 / Math.PI;
  static final double HALF_PI = Math.PI / 2;

  /** Number of coefficients of each series. */
  static final int TERMS = 6;

  /** Taylor coefficients of sin x / x − 1 in x², the highest first. */
  static final double[] SIN = {
    1.0 / 6227020800.0, -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6
  };

  /** Taylor coefficients of cos x − 1 in x², the highest first. */
  static final double[] COS = {
    1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320, -1.0 / 720, 1.0 / 24, -1.0 / 2
  };

  /** Coefficients of 2 artanh(s) / s − 2 in s², the highest first. */
  static final double[] LOG = {2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5, 2.0 / 3};

  static final double LN2 = 0.6931471805599453;
  static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(0.7071067811865476);
  static final long MANTISSA = 0xFFFFFFFFFFFFFL;

  private NormalMath() {}

  /** The radius from the first word of a pair. */
  static float radius(int word) {
    double u = Math.max(PhiloxReader.unitFloat(word), SMALLEST);
    return (float) asFloat(Math.sqrt(-2 * asFloat(ln(u))));
  }

  /** The sine ({@code quarter} 0) or cosine ({@code quarter} 1) from the second word of a pair. */
  static float wave(int word, int quarter) {
    double v = asFloat(TWO_PI * PhiloxReader.unitFloat(word));
    double rounded = v * TWO_OVER_PI + ROUNDER;
    int quadrant = (int) Double.doubleToRawLongBits(rounded) + quarter;
    double x = v - (rounded - ROUNDER) * HALF_PI;
    double z = x * x;
    double y = (quadrant & 1) == 0 ? x + x * (z * series(SIN, z)) : z * series(COS, z) + 1;
    return (float) asFloat((quadrant & 2) == 0 ? y : -y);
  }

  /**
   * Rounds to the 24 bits of a float but stays a double: Dekker's split, which differs from a cast
   * only in ties.
   */
  static double asFloat(double value) {
    double scaled = value * SPLITTER;
    return scaled - (scaled - value);
  }

  /** Natural logarithm of a normal double in (0, 1], to about 1e-13. */
  static double ln(double u) {
    // u = 2^k · f with f between √½ and √2, then ln f = 2 artanh((f − 1)/(f + 1)).
    long offset = Double.doubleToRawLongBits(u) - SQRT_HALF_BITS;
    long k = offset >> 52;
    double f = Double.longBitsToDouble((offset & MANTISSA) + SQRT_HALF_BITS);
    double s = (f - 1) / (f + 1);
    double z = s * s;
    return k * LN2 + (s * 2 + s * (z * series(LOG, z)));
  }

  static double series(double[] coefficients, double z) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * z + coefficients[i];
    }
    return sum;
  }

  /** {@link #radius} for doubles, from the first two words of a block. */
  static double radius(int first, int second) {
    double u = Math.max(PhiloxReader.unitDouble(first, second), 1e-7);
    return Math.sqrt(-2 * StrictMath.log(u));
  }

  /** {@link #wave} for doubles, from the last two words of a block. */
  static double wave(int first, int second, int quarter) {
    double v = TWO_PI * PhiloxReader.unitDouble(first, second);
    return quarter == 0 ? StrictMath.sin(v) : StrictMath.cos(v);
  }
}

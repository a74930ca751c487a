package keratin.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal digits of binary floating-point numbers, as Python and NumPy choose them. */
final class Decimals {
  private Decimals() {}

  /** Where NumPy stops writing whole numbers out: ten to the digits a dtype is sure of. */
  static double positionalLimit(DType type) {
    return switch (type) {
      case FLOAT16 -> 1e3;
      case FLOAT32 -> 1e6;
      default -> 1e16;
    };
  }

  /** {@code value} in the precision of {@code type}. */
  static double rounded(DType type, double value) {
    return switch (type) {
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
      case FLOAT32 -> (float) value;
      default -> value;
    };
  }

  /** True also for −0. */
  static boolean isNegative(double value) {
    return Double.doubleToRawLongBits(value) < 0;
  }

  /** {@code nan}, {@code inf} or {@code -inf}. */
  static String special(double value) {
    return Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
  }

  /**
   * The absolute value in as few digits as tell it from its neighbours, at most {@code precision}
   * of them after the point, without trailing zeros.
   */
  static BigDecimal digits(DType type, double value, int precision, boolean scientific) {
    double a = Math.abs(value);
    if (a == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal digits = shortest(type, a);
    int fraction = scientific ? digits.precision() - 1 : digits.scale();
    if (fraction > precision) {
      // The cut rounds the number itself: rounding its short form would round twice.
      BigDecimal exact = new BigDecimal(a);
      digits =
          scientific
              ? exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN))
              : exact.setScale(precision, RoundingMode.HALF_EVEN);
    }
    digits = digits.signum() == 0 ? BigDecimal.ZERO : digits.stripTrailingZeros();
    return scientific || digits.scale() >= 0 ? digits : digits.setScale(0);
  }

  /** The fewest digits that read back as {@code a}; {@code a > 0}. */
  private static BigDecimal shortest(DType type, double a) {
    if (type == DType.FLOAT16) {
      return fewest(type, a, 1, 5);
    }
    BigDecimal digits =
        new BigDecimal(type == DType.FLOAT32 ? Float.toString((float) a) : Double.toString(a))
            .stripTrailingZeros();
    // Java writes at least two digits, and chooses both: 4.9E-324 where 5e-324 would do.
    return digits.precision() == 2 ? fewest(type, a, 1, 2) : digits;
  }

  private static BigDecimal fewest(DType type, double a, int from, int to) {
    BigDecimal exact = new BigDecimal(a);
    for (int n = from; n < to; n++) {
      for (RoundingMode mode :
          new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.FLOOR, RoundingMode.CEILING}) {
        BigDecimal candidate = exact.round(new MathContext(n, mode));
        if (readsAs(type, candidate, a)) {
          return candidate;
        }
      }
    }
    return exact.round(new MathContext(to, RoundingMode.HALF_EVEN));
  }

  private static boolean readsAs(DType type, BigDecimal text, double a) {
    return type == DType.FLOAT32
        ? text.floatValue() == (float) a
        : rounded(type, text.doubleValue()) == a;
  }

  /** {@code e-05}, with at least {@code width} digits. */
  static String exponentText(BigDecimal digits, int width) {
    int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    String text = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+") + "0".repeat(Math.max(0, width - text.length())) + text;
  }

  /** A number by itself: {@code 0.1}, {@code 65000.0}, {@code 1e-05}. */
  static String scalar(DType type, double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    double a = Math.abs(value);
    boolean positional = a == 0 || a >= 1e-4 && a < positionalLimit(type);
    BigDecimal digits = digits(type, value, Integer.MAX_VALUE, !positional);
    String sign = isNegative(value) ? "-" : "";
    if (positional) {
      return sign + digits.toPlainString() + (digits.scale() <= 0 ? ".0" : "");
    }
    String all = digits.unscaledValue().toString();
    return sign
        + all.charAt(0)
        + (all.length() > 1 ? "." + all.substring(1) : "")
        + exponentText(digits, 2);
  }

  /** C's {@code %g}: six digits, which is how bfloat16 prints. */
  static String general(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    String sign = isNegative(value) ? "-" : "";
    if (value == 0) {
      return sign + "0";
    }
    BigDecimal digits =
        new BigDecimal(Math.abs(value))
            .round(new MathContext(6, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return sign + digits.toPlainString();
    }
    String all = digits.unscaledValue().toString();
    return sign
        + all.charAt(0)
        + (all.length() > 1 ? "." + all.substring(1) : "")
        + exponentText(digits, 2);
  }
}

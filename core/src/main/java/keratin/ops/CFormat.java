package keratin.ops;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Reals as C's {@code printf} writes them: the exact binary value, rounded half to even. */
final class CFormat {
  private CFormat() {}

  /** {@code %.6f}. */
  static String fixed(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    return sign(value) + exact(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** {@code %.6e}. */
  static String scientific(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal rounded = exact(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(precision, RoundingMode.DOWN);
    return "%s%se%s%02d"
        .formatted(
            sign(value), mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** {@code %.6g}: the shorter of both, without trailing zeros. */
  static String general(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    int digits = Math.max(1, precision);
    int exponent = exponent(exact(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
    boolean plain = exponent >= -4 && exponent < digits;
    String text = plain ? fixed(value, digits - 1 - exponent) : scientific(value, digits - 1);
    int end = text.indexOf('e') < 0 ? text.length() : text.indexOf('e');
    String mantissa = text.substring(0, end);
    if (mantissa.indexOf('.') >= 0) {
      mantissa = mantissa.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return mantissa + text.substring(end);
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return value > 0 ? "inf" : "-inf";
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(Math.abs(value));
  }

  private static String sign(double value) {
    return Math.copySign(1, value) < 0 ? "-" : "";
  }

  private static int exponent(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }
}

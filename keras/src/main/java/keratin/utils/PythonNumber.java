package keratin.utils;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as Python's format strings print them, to the digit.
 *
 * <p>Python rounds the exact value of the double, ties to the even digit; {@code String.format}
 * rounds its shortest decimal text, ties up: 2.5 with no digits is 2 in Python and 3 in Java.
 */
public final class PythonNumber {
  private PythonNumber() {}

  /** As {@code f"{value:.{digits}f}"}: {@code 0.5000}. */
  public static String fixed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    String text =
        new BigDecimal(Math.abs(value)).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return sign(value) + text;
  }

  /** As {@code f"{value:.{digits}e}"}: {@code 8.3333e-07}. */
  public static String scientific(double value, int digits) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(digits, RoundingMode.UNNECESSARY).toPlainString();
    return "%s%se%s%02d"
        .formatted(sign(value), mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** As {@code repr(value)}: the fewest digits that tell it from its neighbours, {@code 1e-05}. */
  public static String repr(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    if (value == 0) {
      return sign(value) + "0.0";
    }
    // Java's shortest digits, in Python's layout.
    BigDecimal digits = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = digits.toPlainString();
      return sign(value) + (plain.contains(".") ? plain : plain + ".0");
    }
    return "%s%se%s%02d"
        .formatted(
            sign(value),
            digits.movePointLeft(exponent).toPlainString(),
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }

  private static String sign(double value) {
    return Math.copySign(1, value) < 0 ? "-" : "";
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }
}

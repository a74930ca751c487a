package keratin.tensor;

import java.math.BigDecimal;

/**
 * How the numbers of one array are written so that they align: NumPy's FloatingFormat with its
 * default options (precision 8, as few digits as tell the numbers apart).
 */
final class FloatFormat {
  private static final int PRECISION = 8;

  private final DType type;
  private final boolean scientific;
  private int precision = PRECISION;
  private int padLeft;
  private int padRight;
  private int exponentDigits = 2;

  FloatFormat(DType type, double[] data) {
    this.type = type;
    this.scientific = isScientific(type, data);
    measure(data);
  }

  private static boolean isScientific(DType type, double[] data) {
    double max = 0;
    double min = Double.POSITIVE_INFINITY;
    for (double value : data) {
      double a = Math.abs(value);
      if (Double.isFinite(value) && a != 0) {
        max = Math.max(max, a);
        min = Math.min(min, a);
      }
    }
    if (max == 0) {
      return false;
    }
    // The comparisons are made in the array's own precision.
    return max >= Math.min(1e8, Decimals.positionalLimit(type))
        || min < Decimals.rounded(type, 0.0001)
        || Decimals.rounded(type, max / min) > 1000;
  }

  private void measure(double[] data) {
    int left = 0;
    int right = 0;
    int exponent = 0;
    boolean finite = false;
    int special = 0;
    for (double value : data) {
      if (!Double.isFinite(value)) {
        special = Math.max(special, Decimals.special(value).length());
        continue;
      }
      finite = true;
      BigDecimal digits = Decimals.digits(type, value, PRECISION, scientific);
      String text = scientific ? digits.unscaledValue().toString() : digits.toPlainString();
      int point = text.indexOf('.');
      int sign = Decimals.isNegative(value) ? 1 : 0;
      if (scientific) {
        left = Math.max(left, 1 + sign);
        right = Math.max(right, text.length() - 1);
        exponent = Math.max(exponent, Decimals.exponentText(digits, 2).length() - 2);
      } else {
        left = Math.max(left, (point < 0 ? text.length() : point) + sign);
        right = Math.max(right, point < 0 ? 0 : text.length() - point - 1);
      }
    }
    if (scientific) {
      precision = right;
      exponentDigits = exponent;
      right = exponent + 2 + precision;
    }
    padRight = finite ? right : 0;
    padLeft = Math.max(left, special - padRight - 1);
  }

  /** One number of the array. */
  String text(double value) {
    if (!Double.isFinite(value)) {
      String text = Decimals.special(value);
      return " ".repeat(Math.max(0, padLeft + padRight + 1 - text.length())) + text;
    }
    BigDecimal digits = Decimals.digits(type, value, precision, scientific);
    String sign = Decimals.isNegative(value) ? "-" : "";
    String whole;
    String fraction;
    String end = "";
    if (scientific) {
      String all = digits.unscaledValue().toString();
      whole = sign + all.charAt(0);
      fraction = all.substring(1) + "0".repeat(precision - all.length() + 1);
      end = Decimals.exponentText(digits, exponentDigits);
    } else {
      String plain = digits.toPlainString();
      int point = plain.indexOf('.');
      whole = sign + (point < 0 ? plain : plain.substring(0, point));
      fraction = point < 0 ? "" : plain.substring(point + 1);
      end = " ".repeat(padRight - fraction.length());
    }
    return " ".repeat(padLeft - whole.length()) + whole + "." + fraction + end;
  }
}

package keratin.tensor;

/**
 * A floating-point format of one byte: how its bits mean numbers, as the package ml_dtypes has it.
 *
 * <p>Numbers are rounded to the nearest, of two equally near ones to the even. What is beyond the
 * largest becomes infinite, or {@code nan} in {@link #E4M3FN}, which has no infinity.
 *
 * @see "Micikevicius et al., FP8 Formats for Deep Learning, arXiv:2209.05433"
 */
public enum Float8 {
  /** Four bits of exponent, three of fraction; up to 448. */
  E4M3FN(3, 7, 448, 0x7F, 0x7F),
  /** Five bits of exponent, two of fraction; up to 57344. */
  E5M2(2, 15, 57344, 0x7C, 0x7E);

  private static final int SIGN = 0x80;

  private final int fractionBits;
  private final int bias;
  private final double highest;
  private final int beyond;
  private final int nan;
  private final float[] values = new float[256];

  Float8(int fractionBits, int bias, double highest, int beyond, int nan) {
    this.fractionBits = fractionBits;
    this.bias = bias;
    this.highest = highest;
    this.beyond = beyond;
    this.nan = nan;
    for (int bits = 0; bits < SIGN; bits++) {
      values[bits] = (float) magnitude(bits);
      values[bits | SIGN] = -values[bits];
    }
  }

  /**
   * The format of a dtype.
   *
   * @throws DTypeException for another dtype
   */
  public static Float8 of(DType type) {
    return switch (type) {
      case FLOAT8_E4M3FN -> E4M3FN;
      case FLOAT8_E5M2 -> E5M2;
      default -> throw new DTypeException(type + " is no floating-point format of one byte.");
    };
  }

  private double magnitude(int bits) {
    int exponent = bits >> fractionBits;
    int fraction = bits & (1 << fractionBits) - 1;
    if (exponent == 0) {
      return Math.scalb((double) fraction, 1 - bias - fractionBits);
    }
    double value =
        Math.scalb((double) ((1 << fractionBits) + fraction), exponent - bias - fractionBits);
    boolean infinite = bits == beyond && beyond != nan;
    return value <= highest ? value : infinite ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  /** The largest number that is finite. */
  public double highest() {
    return highest;
  }

  /** The number that the bits mean. */
  public float value(int bits) {
    return values[bits & 0xFF];
  }

  /** The bits of the nearest number. */
  public int bits(double value) {
    int sign = Double.doubleToRawLongBits(value) < 0 ? SIGN : 0;
    if (Double.isNaN(value)) {
      return sign | nan;
    }
    double a = Math.abs(value);
    int exponent = Math.max(Math.getExponent(a), 1 - bias);
    // In units of the last place; a carry makes it the first of the next exponent by itself.
    double units = Math.rint(Math.scalb(a, fractionBits - exponent));
    if (Math.scalb(units, exponent - fractionBits) > highest) {
      return sign | beyond;
    }
    return sign | (exponent + bias - 1 << fractionBits) + (int) units;
  }
}

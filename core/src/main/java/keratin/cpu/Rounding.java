package keratin.cpu;

import keratin.tensor.DType;

/** Doubles rounded to what a narrower floating-point dtype can hold. */
final class Rounding {

  private Rounding() {}

  /** The value nearest to {@code value}; half formats are reached through float, as in C++. */
  static double round(DType dtype, double value) {
    return switch (dtype) {
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
      case BFLOAT16 -> bfloat16((float) value);
      case FLOAT32 -> (float) value;
      default -> value;
    };
  }

  private static float bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = bits + 0x7FFF + ((bits >>> 16) & 1);
    return Float.isNaN(value) ? value : Float.intBitsToFloat(rounded & 0xFFFF0000);
  }

  /** The smallest positive normal number. */
  static double smallestNormal(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> 0x1p-14;
      case FLOAT64 -> Double.MIN_NORMAL;
      default -> Float.MIN_NORMAL;
    };
  }
}

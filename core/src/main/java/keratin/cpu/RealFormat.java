package keratin.cpu;

import keratin.memory.Raw;

/** The floating-point formats a kernel can read and write element by element. */
public enum RealFormat {
  FLOAT16(2, 6.103515625e-5),
  BFLOAT16(2, Float.MIN_NORMAL),
  FLOAT32(4, Float.MIN_NORMAL),
  FLOAT64(8, Double.MIN_NORMAL);

  /** Bytes of one element. */
  public final int bytes;

  /** The smallest positive normal number. */
  public final double smallest;

  RealFormat(int bytes, double smallest) {
    this.bytes = bytes;
    this.smallest = smallest;
  }

  /** The value nearest to {@code value}; half formats are reached through float, as in C++. */
  public double round(double value) {
    return switch (this) {
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
      case BFLOAT16 -> Float.intBitsToFloat(bfloat16((float) value) << 16);
      case FLOAT32 -> (float) value;
      case FLOAT64 -> value;
    };
  }

  /** Element {@code index} of an array. */
  public double get(long address, long index) {
    return switch (this) {
      case FLOAT16 -> Float.float16ToFloat(Raw.getShort(address + 2 * index));
      case BFLOAT16 -> Float.intBitsToFloat(Raw.getShort(address + 2 * index) << 16);
      case FLOAT32 -> Raw.getFloat(address + 4 * index);
      case FLOAT64 -> Raw.getDouble(address + 8 * index);
    };
  }

  /** Sets element {@code index} of an array to the value nearest to {@code value}. */
  public void set(long address, long index, double value) {
    switch (this) {
      case FLOAT16 -> Raw.setShort(address + 2 * index, Float.floatToFloat16((float) value));
      case BFLOAT16 -> Raw.setShort(address + 2 * index, (short) bfloat16((float) value));
      case FLOAT32 -> Raw.setFloat(address + 4 * index, (float) value);
      case FLOAT64 -> Raw.setDouble(address + 8 * index, value);
    }
  }

  /** The upper half of a float, rounded to nearest, ties to even. */
  private static int bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    return Float.isNaN(value) ? 0x7FC0 : (bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16;
  }
}

package keratin.tensor;

import keratin.memory.Raw;

/**
 * Reads and writes one element of any dtype by address. The reference tier's way, not the fast one.
 */
public final class Elements {
  private Elements() {}

  /** The element at {@code index} as a real. */
  public static double getDouble(DType dtype, long address, long index) {
    return switch (dtype) {
      case FLOAT32 -> Raw.getFloat(address + index * 4);
      case FLOAT64 -> Raw.getDouble(address + index * 8);
      case FLOAT16 -> Float.float16ToFloat(Raw.getShort(address + index * 2));
      case BFLOAT16 -> Float.intBitsToFloat(Raw.getShort(address + index * 2) << 16);
      case FLOAT8_E4M3FN, FLOAT8_E5M2 -> Float8.of(dtype).value(Raw.getByte(address + index));
      default -> getLong(dtype, address, index);
    };
  }

  /** Writes a real, rounded or cut to the dtype. */
  public static void setDouble(DType dtype, long address, long index, double value) {
    switch (dtype) {
      case FLOAT32 -> Raw.setFloat(address + index * 4, (float) value);
      case FLOAT64 -> Raw.setDouble(address + index * 8, value);
      case FLOAT16 -> Raw.setShort(address + index * 2, Float.floatToFloat16((float) value));
      case BFLOAT16 -> Raw.setShort(address + index * 2, toBfloat16((float) value));
      case FLOAT8_E4M3FN, FLOAT8_E5M2 ->
          Raw.setByte(address + index, (byte) Float8.of(dtype).bits(value));
      case BOOL -> Raw.setByte(address + index, (byte) (value != 0 ? 1 : 0));
      default -> setLong(dtype, address, index, (long) value);
    }
  }

  /** The element at {@code index} as an integer; reals lose their fraction. */
  public static long getLong(DType dtype, long address, long index) {
    return switch (dtype) {
      case BOOL, INT8 -> Raw.getByte(address + index);
      case UINT8 -> Raw.getByte(address + index) & 0xFF;
      case INT16 -> Raw.getShort(address + index * 2);
      case UINT16 -> Raw.getShort(address + index * 2) & 0xFFFF;
      case INT32 -> Raw.getInt(address + index * 4);
      case UINT32 -> Raw.getInt(address + index * 4) & 0xFFFFFFFFL;
      case INT64 -> Raw.getLong(address + index * 8);
      case FLOAT8_E4M3FN, FLOAT8_E5M2, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
          (long) getDouble(dtype, address, index);
      case STRING -> throw new DTypeException("A string is not a number.");
    };
  }

  /** Writes an integer; what does not fit loses its high bits. */
  public static void setLong(DType dtype, long address, long index, long value) {
    switch (dtype) {
      case BOOL -> Raw.setByte(address + index, (byte) (value != 0 ? 1 : 0));
      case INT8, UINT8 -> Raw.setByte(address + index, (byte) value);
      case INT16, UINT16 -> Raw.setShort(address + index * 2, (short) value);
      case INT32, UINT32 -> Raw.setInt(address + index * 4, (int) value);
      case INT64 -> Raw.setLong(address + index * 8, value);
      case FLOAT8_E4M3FN, FLOAT8_E5M2, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
          setDouble(dtype, address, index, (double) value);
      case STRING -> throw new DTypeException("A string is not a number.");
    }
  }

  /** Rounds to nearest, ties to even. */
  private static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
  }
}

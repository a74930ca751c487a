package keratin.cpu;

import keratin.memory.Raw;
import keratin.tensor.DType;
import keratin.tensor.Elements;
import keratin.tensor.Float8;

/**
 * Reads and writes one element of a dtype in memory. As {@link Elements}, but the choice of the
 * dtype is made once, not for every element.
 */
final class Element {
  private Element() {}

  /** Reads a real. */
  @FunctionalInterface
  interface RealReader {
    double get(long address);
  }

  /** Reads an integer. */
  @FunctionalInterface
  interface IntegerReader {
    long get(long address);
  }

  /** Writes a real, rounded or cut to the dtype. */
  @FunctionalInterface
  interface RealWriter {
    void set(long address, double value);
  }

  /** Writes an integer; what does not fit loses its high bits. */
  @FunctionalInterface
  interface IntegerWriter {
    void set(long address, long value);
  }

  static RealReader realReader(DType type) {
    return switch (type) {
      case FLOAT32 -> Raw::getFloat;
      case FLOAT64 -> Raw::getDouble;
      case FLOAT16 -> address -> Float.float16ToFloat(Raw.getShort(address));
      case BFLOAT16 -> address -> Float.intBitsToFloat(Raw.getShort(address) << 16);
      case FLOAT8_E4M3FN, FLOAT8_E5M2 -> {
        Float8 format = Float8.of(type);
        yield address -> format.value(Raw.getByte(address));
      }
      default -> integerReader(type)::get;
    };
  }

  static IntegerReader integerReader(DType type) {
    return switch (type) {
      case BOOL, INT8 -> Raw::getByte;
      case UINT8 -> address -> Raw.getByte(address) & 0xFF;
      case INT16 -> Raw::getShort;
      case UINT16 -> address -> Raw.getShort(address) & 0xFFFF;
      case INT32 -> Raw::getInt;
      case UINT32 -> address -> Raw.getInt(address) & 0xFFFFFFFFL;
      case INT64 -> Raw::getLong;
      default -> address -> Elements.getLong(type, address, 0);
    };
  }

  static RealWriter realWriter(DType type) {
    return switch (type) {
      case FLOAT32 -> (address, value) -> Raw.setFloat(address, (float) value);
      case FLOAT64 -> Raw::setDouble;
      case FLOAT16 ->
          (address, value) -> Raw.setShort(address, Float.floatToFloat16((float) value));
      case BOOL -> (address, value) -> Raw.setByte(address, (byte) (value != 0 ? 1 : 0));
      case FLOAT8_E4M3FN, FLOAT8_E5M2 -> {
        Float8 format = Float8.of(type);
        yield (address, value) -> Raw.setByte(address, (byte) format.bits(value));
      }
      case BFLOAT16, STRING -> (address, value) -> Elements.setDouble(type, address, 0, value);
      default -> {
        IntegerWriter integers = integerWriter(type);
        yield (address, value) -> integers.set(address, (long) value);
      }
    };
  }

  static IntegerWriter integerWriter(DType type) {
    return switch (type) {
      case BOOL -> (address, value) -> Raw.setByte(address, (byte) (value != 0 ? 1 : 0));
      case INT8, UINT8 -> (address, value) -> Raw.setByte(address, (byte) value);
      case INT16, UINT16 -> (address, value) -> Raw.setShort(address, (short) value);
      case INT32, UINT32 -> (address, value) -> Raw.setInt(address, (int) value);
      case INT64 -> Raw::setLong;
      default -> {
        RealWriter reals = realWriter(type);
        yield (address, value) -> reals.set(address, (double) value);
      }
    };
  }
}

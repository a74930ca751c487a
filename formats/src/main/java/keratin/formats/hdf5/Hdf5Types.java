package keratin.formats.hdf5;

import keratin.formats.ArrayData;
import keratin.formats.ElementType;

/** How HDF5 describes shapes and element types. */
final class Hdf5Types {
  private static final int INTEGER = 0x10;
  private static final int FLOAT = 0x11;
  private static final int STRING = 0x13;
  private static final int VARIABLE_LENGTH = 0x19;
  private static final int UTF8 = 0x10;
  private static final int SIGNED = 0x08;
  private static final int IMPLIED_ONE = 0x20;

  private Hdf5Types() {}

  static Bytes space(int... shape) {
    var out = new Bytes(0).u1(1).u1(shape.length).u1(0).u1(0).u4(0);
    for (int length : shape) {
      out.u8(length);
    }
    return out;
  }

  /** Text of variable length in UTF-8. */
  static Bytes text() {
    var out = new Bytes(0).u1(VARIABLE_LENGTH).u1(1).u1(1).u1(0).u4(16);
    return out.u1(STRING).u1(UTF8).u1(0).u1(0).u4(1);
  }

  /**
   * The type of an array.
   *
   * @throws IllegalArgumentException for complex numbers and text, which models have none of
   */
  static Bytes of(ArrayData array) {
    ElementType type = array.type();
    return switch (type) {
      case FLOAT16 -> floating(2, 15, 10, 5, 15);
      case FLOAT32 -> floating(4, 31, 23, 8, 127);
      case FLOAT64 -> floating(8, 63, 52, 11, 1023);
      case INT8, INT16, INT32, INT64 -> integer(type.bytes(), SIGNED);
      case BOOL, UINT8, UINT16, UINT32, UINT64 -> integer(type.bytes(), 0);
      case BYTES -> new Bytes(0).u1(STRING).u1(1).u1(0).u1(0).u4(array.elementBytes());
      case COMPLEX64, COMPLEX128, TEXT ->
          throw new IllegalArgumentException(
              "HDF5: an array of "
                  + type
                  + " came; numbers, booleans and byte strings can be written.");
    };
  }

  private static Bytes integer(int size, int signed) {
    return new Bytes(0).u1(INTEGER).u1(signed).u1(0).u1(0).u4(size).u2(0).u2(8 * size);
  }

  private static Bytes floating(int size, int sign, int mantissa, int exponent, int bias) {
    return new Bytes(0)
        .u1(FLOAT)
        .u1(IMPLIED_ONE)
        .u1(sign)
        .u1(0)
        .u4(size)
        .u2(0)
        .u2(8 * size)
        .u1(mantissa)
        .u1(exponent)
        .u1(0)
        .u1(mantissa)
        .u4(bias);
  }
}

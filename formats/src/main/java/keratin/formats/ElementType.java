package keratin.formats;

import java.util.Locale;

/**
 * What one element of an array is, by NumPy's names. Bytes are little-endian; {@link #BOOL} is one
 * byte, 0 or 1.
 */
public enum ElementType {
  /** One byte, 0 or 1. */
  BOOL(1),
  /** Signed, 8 bits. */
  INT8(1),
  /** Signed, 16 bits. */
  INT16(2),
  /** Signed, 32 bits. */
  INT32(4),
  /** Signed, 64 bits. */
  INT64(8),
  /** Unsigned, 8 bits: pixels and labels. */
  UINT8(1),
  /** Unsigned, 16 bits. */
  UINT16(2),
  /** Unsigned, 32 bits. */
  UINT32(4),
  /** Unsigned, 64 bits. */
  UINT64(8),
  /** IEEE 754 binary16. */
  FLOAT16(2),
  /** IEEE 754 binary32. */
  FLOAT32(4),
  /** IEEE 754 binary64. */
  FLOAT64(8),
  /** Two float32: real, imaginary. */
  COMPLEX64(8),
  /** Two float64: real, imaginary. */
  COMPLEX128(16),
  /** Byte strings of one length, padded with zero bytes (NumPy's {@code S}). */
  BYTES(0),
  /** Text of one length in UTF-32, padded with zero (NumPy's {@code U}). */
  TEXT(0);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element; 0 for the two string types, whose length each array chooses. */
  public int bytes() {
    return bytes;
  }

  /** True for the two string types. */
  public boolean isString() {
    return bytes == 0;
  }

  /** Bytes of the smallest part with a byte order: half a complex number, one letter of a text. */
  public int unit() {
    return switch (this) {
      case BYTES -> 1;
      case TEXT -> 4;
      case COMPLEX64, COMPLEX128 -> bytes / 2;
      default -> bytes;
    };
  }

  /** NumPy's name: {@code "float32"}, {@code "uint8"}, {@code "bool"}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package keratin.tensor;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a tensor's elements are.
 *
 * <p>Named as in NumPy and Keras: {@code "float32"}, {@code "int64"}, {@code "bool"}. {@code
 * float16} and {@code bfloat16} are stored in two bytes and computed in {@code float32}. So are the
 * two formats of one byte, {@code float8_e4m3fn} and {@code float8_e5m2}, which are there to be
 * stored: they meet no other dtype before they are cast.
 */
public enum DType {
  BOOL(Kind.BOOL, 1),
  UINT8(Kind.UNSIGNED, 1),
  UINT16(Kind.UNSIGNED, 2),
  UINT32(Kind.UNSIGNED, 4),
  INT8(Kind.SIGNED, 1),
  INT16(Kind.SIGNED, 2),
  INT32(Kind.SIGNED, 4),
  INT64(Kind.SIGNED, 8),
  FLOAT8_E4M3FN(Kind.FLOAT, 1),
  FLOAT8_E5M2(Kind.FLOAT, 1),
  FLOAT16(Kind.FLOAT, 2),
  BFLOAT16(Kind.FLOAT, 2),
  FLOAT32(Kind.FLOAT, 4),
  FLOAT64(Kind.FLOAT, 8),
  STRING(Kind.STRING, 0);

  /** The families of element types. */
  private enum Kind {
    BOOL,
    UNSIGNED,
    SIGNED,
    FLOAT,
    STRING
  }

  private final Kind kind;
  private final int bytes;
  private final String label = name().toLowerCase(Locale.ROOT);

  DType(Kind kind, int bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  /** Bytes of one element; 0 for strings, which live on the Java heap. */
  public int bytes() {
    return bytes;
  }

  /** True for the floating-point types. */
  public boolean isFloating() {
    return kind == Kind.FLOAT;
  }

  /** True for {@code float8_e4m3fn} and {@code float8_e5m2}, whose bits {@link Float8} explains. */
  public boolean isFloat8() {
    return kind == Kind.FLOAT && bytes == 1;
  }

  /** True for signed and unsigned integers, not for {@code bool}. */
  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  /** True for unsigned integers. */
  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  /** True for everything that arithmetic is defined on. */
  public boolean isNumeric() {
    return isFloating() || isInteger();
  }

  /**
   * The type with this name, {@code "float32"} for example.
   *
   * @throws DTypeException listing the known names
   */
  public static DType of(String name) {
    for (DType type : values()) {
      if (type.label.equals(name)) {
        return type;
      }
    }
    throw new DTypeException(
        "Unknown dtype \"%s\". Known: %s".formatted(name, Arrays.toString(values())));
  }

  /**
   * The type two operands meet in, by Keras' promotion lattice (that of JAX): {@code int32 +
   * float32} is {@code float32}, {@code int64 + float16} is {@code float16}, {@code uint8 + int8}
   * is {@code int16}.
   *
   * @throws DTypeException for a string and anything else
   */
  public static DType promote(DType a, DType b) {
    DType result = promoteOrNull(a, b);
    if (result == null && (a == STRING || b == STRING)) {
      throw new DTypeException(
          "No dtype holds both %s and %s. Strings.toNumber reads strings, Strings.asString writes them."
              .formatted(a, b));
    }
    if (result == null) {
      throw new DTypeException("No dtype holds both %s and %s. Cast one of them.".formatted(a, b));
    }
    return result;
  }

  private static @Nullable DType promoteOrNull(DType a, DType b) {
    if (a == b) {
      return a;
    }
    if (a == STRING || b == STRING || a.isFloat8() || b.isFloat8()) {
      return null;
    }
    if (a == BOOL) {
      return b;
    }
    if (b == BOOL) {
      return a;
    }
    if (a.isFloating() || b.isFloating()) {
      if (!a.isFloating()) {
        return b;
      }
      if (!b.isFloating()) {
        return a;
      }
      // float16 and bfloat16 meet in float32; otherwise the wider one wins.
      return a.bytes == b.bytes ? FLOAT32 : a.bytes > b.bytes ? a : b;
    }
    if (a.isUnsigned() == b.isUnsigned()) {
      return a.bytes > b.bytes ? a : b;
    }
    DType signed = a.isUnsigned() ? b : a;
    DType unsigned = a.isUnsigned() ? a : b;
    if (signed.bytes > unsigned.bytes) {
      return signed;
    }
    return switch (unsigned.bytes) {
      case 1 -> INT16;
      case 2 -> INT32;
      default -> INT64;
    };
  }

  /** The NumPy name. */
  @Override
  public String toString() {
    return label;
  }
}

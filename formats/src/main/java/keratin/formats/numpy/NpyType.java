package keratin.formats.numpy;

import keratin.formats.ElementType;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/** An element type with its size and byte order, as NumPy's {@code descr} strings say it. */
record NpyType(ElementType type, int elementBytes, boolean bigEndian) {

  /** NumPy's text, always little-endian: {@code <f4}, {@code |u1}, {@code <U5}. */
  String descr() {
    return switch (type) {
      case BOOL -> "|b1";
      case INT8 -> "|i1";
      case UINT8 -> "|u1";
      case INT16, INT32, INT64 -> "<i" + elementBytes;
      case UINT16, UINT32, UINT64 -> "<u" + elementBytes;
      case FLOAT16, FLOAT32, FLOAT64 -> "<f" + elementBytes;
      case COMPLEX64, COMPLEX128 -> "<c" + elementBytes;
      case BYTES -> "|S" + elementBytes;
      case TEXT -> "<U" + elementBytes / 4;
    };
  }

  static NpyType parse(String descr, String source) {
    if (descr.contains("O")) {
      throw new FormatException(
          source,
          "its type is '" + descr + "', Python objects stored by pickle",
          "numbers, bool or strings",
          "Unpickling can run any code, so it is never done: save the array with a plain type,"
              + " a.astype('float32') for example.");
    }
    int at = 0;
    char order = descr.isEmpty() ? ' ' : descr.charAt(0);
    if (order == '<' || order == '>' || order == '|' || order == '=') {
      at++;
    }
    String code = descr.substring(at);
    int size = code.length() < 2 || code.length() > 9 ? -1 : digits(code, 1);
    ElementType type = size < 1 ? null : type(code.charAt(0), size);
    if (type == null) {
      throw new FormatException(
          source,
          "its type is '" + descr + "'",
          "b1, i1 to i8, u1 to u8, f2, f4, f8, c8, c16, S or U",
          switch (code.isEmpty() ? ' ' : code.charAt(0)) {
            case 'M', 'm' -> "Save dates and durations as numbers: a.astype('int64').";
            case 'f', 'c', 'V' -> "Save it as a type that exists here: a.astype('float32').";
            default -> "The header is damaged, or save the array with one of these types.";
          });
    }
    int elementBytes =
        switch (type) {
          case BYTES -> size;
          case TEXT -> 4 * size;
          default -> type.bytes();
        };
    return new NpyType(type, elementBytes, order == '>' && type.unit() > 1);
  }

  /** The whole number from {@code start} on, at most eight digits long, or -1. */
  private static int digits(String code, int start) {
    int value = 0;
    for (int i = start; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static @Nullable ElementType type(char kind, int size) {
    return switch (kind + "" + size) {
      case "b1" -> ElementType.BOOL;
      case "i1" -> ElementType.INT8;
      case "i2" -> ElementType.INT16;
      case "i4" -> ElementType.INT32;
      case "i8" -> ElementType.INT64;
      case "u1" -> ElementType.UINT8;
      case "u2" -> ElementType.UINT16;
      case "u4" -> ElementType.UINT32;
      case "u8" -> ElementType.UINT64;
      case "f2" -> ElementType.FLOAT16;
      case "f4" -> ElementType.FLOAT32;
      case "f8" -> ElementType.FLOAT64;
      case "c8" -> ElementType.COMPLEX64;
      case "c16" -> ElementType.COMPLEX128;
      default ->
          switch (kind) {
            case 'S', 'a' -> ElementType.BYTES;
            case 'U' -> ElementType.TEXT;
            default -> null;
          };
    };
  }
}

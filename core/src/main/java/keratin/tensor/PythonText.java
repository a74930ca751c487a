package keratin.tensor;

/** Strings as Python prints the bytes that TensorFlow keeps. */
final class PythonText {
  private PythonText() {}

  /** {@code b'Keras'}, UTF-8, with everything unprintable escaped. */
  static String bytes(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder("b").append(quote);
    for (byte b : Utf8.encode(text)) {
      int c = b & 0xFF;
      if (c == quote || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (c < ' ' || c >= 0x7F) {
        out.append("\\x").append(Character.forDigit(c >> 4, 16));
        out.append(Character.forDigit(c & 15, 16));
      } else {
        out.append((char) c);
      }
    }
    return out.append(quote).toString();
  }
}

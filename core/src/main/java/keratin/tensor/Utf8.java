package keratin.tensor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Strings as the bytes that TensorFlow keeps: UTF-8.
 *
 * <p>A byte that is no part of a character, half of an {@code é} for example, is kept as the lone
 * surrogate {@code U+DC00 + byte}, so every sequence of bytes is a string and comes back unchanged.
 *
 * {@snippet :
 * byte[] bytes = Utf8.encode("é");                                  // c3 a9
 * String half = Utf8.decode(java.util.Arrays.copyOf(bytes, 1));     // Utf8.encode(half) is c3
 * }
 *
 * @see <a href="https://peps.python.org/pep-0383/">PEP 383, surrogateescape</a>
 */
public final class Utf8 {
  private static final int ESCAPE = 0xDC00;

  private Utf8() {}

  /** The bytes of a string. */
  public static byte[] encode(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = !Character.isSurrogate(text.charAt(i));
    }
    if (plain) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            c -> {
              if (isByte(c)) {
                out.write(c - ESCAPE);
              } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return out.toByteArray();
  }

  /** The string of bytes. */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** The string of the bytes from {@code from} to before {@code to}. */
  public static String decode(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; ) {
      int length = characterLength(bytes, i, to);
      if (length == 1 && bytes[i] >= 0) {
        text.append((char) bytes[i]);
      } else if (length > 0) {
        text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
      } else {
        text.append((char) (ESCAPE + (bytes[i] & 0xFF)));
      }
      i += Math.max(1, length);
    }
    return text.toString();
  }

  /** True for a code point that stands for a byte which is no part of a character. */
  public static boolean isByte(int codePoint) {
    return codePoint >= ESCAPE + 0x80 && codePoint <= ESCAPE + 0xFF;
  }

  /** The number of bytes of the character that begins at {@code i}; 0 if none does. */
  private static int characterLength(byte[] bytes, int i, int end) {
    int first = bytes[i] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || i + length > end) {
      return 0;
    }
    int second = bytes[i + 1] & 0xFF;
    // Overlong forms, surrogates, and what lies beyond the last code point.
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((bytes[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}

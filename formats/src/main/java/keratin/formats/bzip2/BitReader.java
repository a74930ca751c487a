package keratin.formats.bzip2;

import java.io.IOException;
import java.io.InputStream;
import keratin.formats.FormatException;

/** Bits of a stream, the highest of each byte first. */
final class BitReader {
  private final InputStream in;
  private final String source;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long bits;
  private int count;

  BitReader(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /** Reads a byte; −1 at the end. */
  private int next() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        return -1;
      }
    }
    return buffer[at++] & 0xFF;
  }

  /** Makes {@code n} bits ready, at most 32; false if there are fewer. */
  private boolean fill(int n) throws IOException {
    while (count < n) {
      int next = next();
      if (next < 0) {
        return false;
      }
      bits = bits << 8 | next;
      count += 8;
    }
    return true;
  }

  /** The next {@code n} bits, at most 32. */
  int take(int n) throws IOException {
    if (!fill(n)) {
      throw damaged("it ends in the middle", "more bytes");
    }
    count -= n;
    return (int) (bits >>> count & (1L << n) - 1);
  }

  /** The next {@code n} bits without taking them, at most 32; zeros behind the end. */
  int peek(int n) throws IOException {
    int missing = fill(n) ? 0 : n - count;
    return (int) (bits << missing >>> (count + missing - n) & (1L << n) - 1);
  }

  boolean flag() throws IOException {
    return take(1) == 1;
  }

  /** Skips to the next whole byte. */
  void align() {
    count -= count % 8;
  }

  /** True if no byte is left, at the border of a byte. */
  boolean atEnd() throws IOException {
    return count == 0 && !fill(8);
  }

  FormatException damaged(String found, String expected) {
    return new FormatException(
        source, found, expected, "The file is damaged: copy or download it again.");
  }
}

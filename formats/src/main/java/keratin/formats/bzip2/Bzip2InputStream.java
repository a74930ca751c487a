package keratin.formats.bzip2;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import keratin.formats.FormatException;

/**
 * What was compressed by bzip2, block by block; checks the sum of each.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Bzip2#File_format">The bzip2 format</a>
 */
public final class Bzip2InputStream extends InputStream {
  private static final long BLOCK = 0x314159265359L;
  private static final long END = 0x177245385090L;
  private static final int UNIT = 100_000;

  private final InputStream raw;
  private final BitReader bits;
  private int limit;
  private byte[] block = new byte[0];
  private int at;
  private int end;
  private boolean finished;

  /**
   * Reads the beginning.
   *
   * @param source what to call the bytes in errors
   * @throws FormatException if it does not begin as bzip2 does
   */
  public Bzip2InputStream(InputStream in, String source) throws IOException {
    raw = new BufferedInputStream(in, 1 << 16);
    bits = new BitReader(raw, source);
    begin();
  }

  private void begin() throws IOException {
    int mark = bits.take(24);
    int level = bits.take(8) - '0';
    if (mark != ('B' << 16 | 'Z' << 8 | 'h') || level < 1 || level > 9) {
      throw bits.damaged("it does not begin as bzip2 does", "BZh and a digit");
    }
    limit = level * UNIT;
  }

  /** Makes the next block ready; false at the end. */
  private boolean advance() throws IOException {
    while (!finished) {
      long mark = (long) bits.take(24) << 24 | bits.take(24);
      if (mark == BLOCK) {
        int sum = bits.take(32);
        Bzip2Block next = new Bzip2Block(bits, limit);
        block = next.bytes();
        at = 0;
        end = next.count();
        if (next.sum() != sum) {
          throw bits.damaged(
              "the sum of a block is %08x".formatted(next.sum()), "%08x".formatted(sum));
        }
        if (end > 0) {
          return true;
        }
      } else if (mark == END) {
        bits.take(32);
        bits.align();
        finished = bits.atEnd();
        if (!finished) {
          // Another file may follow: cat a.bz2 b.bz2.
          begin();
        }
      } else {
        throw bits.damaged("the mark %012x".formatted(mark), "the mark of a block, or of the end");
      }
    }
    return false;
  }

  @Override
  public int read() throws IOException {
    return at < end || advance() ? block[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == end && !advance()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(block, at, target, offset, count);
    at += count;
    return count;
  }

  @Override
  public int available() {
    return end - at;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}

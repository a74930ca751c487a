package keratin.formats;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A named stream of bytes that gives exactly what is asked for, or a {@link FormatException}.
 *
 * <p>A header may claim any size. Where the length of the source is known the claim is checked
 * against it before anything is allocated; where it is not (an inflating stream) memory grows only
 * with the bytes that really arrive.
 */
public final class ByteInput implements Closeable {
  /** The largest array of bytes that every JVM can make. */
  public static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  private static final long UNKNOWN = -1;
  private static final int NONE = -1;

  private final InputStream in;
  private final String source;
  private final long length;
  private long position;

  /** The next byte, if somebody asked whether there is one. */
  private int ahead = NONE;

  private ByteInput(InputStream in, String source, long length) {
    this.in = in;
    this.source = source;
    this.length = length;
  }

  /** Opens a file; its name is the source named in errors. */
  public static ByteInput of(Path file) throws IOException {
    // a pipe says it has 0 bytes, which is not its length
    long length = Files.isRegularFile(file) ? Files.size(file) : UNKNOWN;
    return new ByteInput(Files.newInputStream(file), file.toString(), length);
  }

  /** Reads from memory. */
  public static ByteInput of(byte[] bytes, String source) {
    return new ByteInput(new ByteArrayInputStream(bytes), source, bytes.length);
  }

  /** Reads from a stream of unknown length. */
  public static ByteInput of(InputStream in, String source) {
    return new ByteInput(in, source, UNKNOWN);
  }

  /** The file, or the entry inside it, as errors name it. */
  public String source() {
    return source;
  }

  /** Bytes taken so far. */
  public long position() {
    return position;
  }

  /**
   * The next {@code count} bytes.
   *
   * @param what what they are, for the error: {@code "the header"}
   * @throws FormatException if fewer are there, or more than one array can hold
   */
  public byte[] take(long count, String what) throws IOException {
    if (length != UNKNOWN && count > length - position) {
      throw cutOff(count, length - position, what, null);
    }
    if (count < 0 || count > MOST_BYTES) {
      throw new FormatException(
          source,
          what + " is said to take " + count + " bytes",
          "at most " + MOST_BYTES,
          "Split the array into several smaller ones, or check that the file is not damaged.");
    }
    byte[] bytes;
    try {
      bytes = read((int) count);
    } catch (EOFException e) {
      throw cutOff(count, UNKNOWN, what, e);
    } catch (ZipException e) {
      throw damaged(e);
    }
    if (bytes.length < count) {
      throw cutOff(count, bytes.length, what, null);
    }
    position += count;
    return bytes;
  }

  private byte[] read(int count) throws IOException {
    if (ahead == NONE || count == 0) {
      return in.readNBytes(count);
    }
    byte[] rest = in.readNBytes(count - 1);
    byte[] bytes = new byte[1 + rest.length];
    bytes[0] = (byte) ahead;
    System.arraycopy(rest, 0, bytes, 1, rest.length);
    ahead = NONE;
    return bytes;
  }

  /** True if no byte is left. */
  public boolean atEnd() throws IOException {
    try {
      if (ahead == NONE) {
        ahead = in.read();
      }
      return ahead == NONE;
    } catch (EOFException e) {
      throw cutOff(1, 0, "the end of the compressed data", e);
    } catch (ZipException e) {
      throw damaged(e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private FormatException damaged(ZipException e) {
    return new FormatException(
        source,
        "the compressed data is damaged after byte " + position + " (" + e.getMessage() + ")",
        "valid compressed data",
        "Copy or download the file again.",
        e);
  }

  private FormatException cutOff(long count, long there, String what, @Nullable Throwable cause) {
    String found =
        there == UNKNOWN
            ? "the data ends inside " + what
            : "the data ends inside " + what + ": " + there + " bytes are left at byte " + position;
    String remedy = "The file is cut off or damaged: copy or download it again.";
    return cause == null
        ? new FormatException(source, found, count + " bytes", remedy)
        : new FormatException(source, found, count + " bytes", remedy, cause);
  }
}

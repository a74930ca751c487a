package keratin.formats.tfrecord;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import keratin.formats.ByteInput;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a TFRecord file, one record after the other: the length (uint64), its checksum (uint32),
 * the bytes, their checksum (uint32), all little-endian. Checksums are always compared.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>
 */
public final class RecordReader implements Closeable {
  private static final int HEADER = 12;
  private static final int LENGTH = 8;
  private static final int CRC = 4;

  private final ByteInput in;

  private RecordReader(ByteInput in) {
    this.in = in;
  }

  /** Opens a file that is not packed. */
  public static RecordReader open(Path file) throws IOException {
    return open(file, Compression.NONE);
  }

  /**
   * Opens a file.
   *
   * @throws FormatException if it should be packed, but does not begin so
   */
  public static RecordReader open(Path file, Compression compression) throws IOException {
    String source = file.toString();
    var bytes = compression.unpack(Files.newInputStream(file), source);
    return new RecordReader(ByteInput.of(bytes, source));
  }

  /** Where the next record begins, in unpacked bytes. */
  public long position() {
    return in.position();
  }

  /**
   * The next record; null at the end of the file.
   *
   * @throws FormatException naming the file and the byte, if a checksum is wrong or the file ends
   *     inside the record
   */
  public byte @Nullable [] next() throws IOException {
    if (in.atEnd()) {
      return null;
    }
    long begin = in.position();
    byte[] header = in.take(HEADER, "the length of the record at byte " + begin);
    var numbers = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    long length = numbers.getLong();
    check(
        numbers.getInt(),
        MaskedCrc.of(header, 0, LENGTH),
        "the length of the record at byte",
        begin);
    byte[] record = in.take(length, "the record at byte " + begin);
    byte[] crc = in.take(CRC, "the checksum of the record at byte " + begin);
    check(
        ByteBuffer.wrap(crc).order(ByteOrder.LITTLE_ENDIAN).getInt(),
        MaskedCrc.of(record),
        "the record at byte",
        begin);
    return record;
  }

  private void check(int written, int computed, String what, long begin) {
    if (written != computed) {
      throw new FormatException(
          in.source(),
          "%s %d has the checksum %08x".formatted(what, begin, computed),
          "%08x, which is written behind it".formatted(written),
          begin == 0
              ? "It is no TFRecord file, packed in another way than was said, or damaged."
              : "The file is damaged: copy or make it again. The records before byte %d are whole."
                  .formatted(begin));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package keratin.formats.tfrecord;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Writes a TFRecord file, which {@link RecordReader} and TensorFlow read. */
public final class RecordWriter implements Closeable, Flushable {
  private static final int HEADER = 12;
  private static final int LENGTH = 8;
  private static final int CRC = 4;

  private final OutputStream out;

  private RecordWriter(OutputStream out) {
    this.out = out;
  }

  /** Makes a file that is not packed. */
  public static RecordWriter create(Path file) throws IOException {
    return create(file, Compression.NONE);
  }

  /** Makes a file, or opens one in another way if options say so. */
  public static RecordWriter create(Path file, Compression compression, OpenOption... options)
      throws IOException {
    return new RecordWriter(compression.pack(Files.newOutputStream(file, options)));
  }

  /** Adds a record. */
  public void write(byte[] record) throws IOException {
    var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(record.length).putInt(MaskedCrc.of(header.array(), 0, LENGTH));
    out.write(header.array());
    out.write(record);
    var crc = ByteBuffer.allocate(CRC).order(ByteOrder.LITTLE_ENDIAN);
    out.write(crc.putInt(MaskedCrc.of(record)).array());
  }

  /** Brings everything into the file. */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

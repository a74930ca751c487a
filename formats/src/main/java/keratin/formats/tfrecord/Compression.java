package keratin.formats.tfrecord;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import keratin.formats.FormatException;

/** How the whole of a TFRecord file is packed. The file does not say; who reads it has to know. */
public enum Compression {
  /** As it is. */
  NONE,
  /** In gzip. */
  GZIP,
  /** In zlib. */
  ZLIB;

  private static final int BUFFER = 1 << 16;

  /**
   * From TensorFlow's name: {@code ""}, {@code "GZIP"} or {@code "ZLIB"}.
   *
   * @throws IllegalArgumentException for any other
   */
  public static Compression of(String name) {
    return Arrays.stream(values())
        .filter(c -> c.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "compression \"%s\" is not known; expected \"\", \"GZIP\" or \"ZLIB\""
                        .formatted(name)));
  }

  /** What a packed stream holds; errors about its beginning name {@code source}. */
  InputStream unpack(InputStream packed, String source) throws IOException {
    try {
      return switch (this) {
        case NONE -> new BufferedInputStream(packed, BUFFER);
        case GZIP -> new BufferedInputStream(new GZIPInputStream(packed, BUFFER), BUFFER);
        case ZLIB -> new BufferedInputStream(new InflaterInputStream(packed), BUFFER);
      };
    } catch (EOFException | ZipException e) {
      packed.close();
      throw new FormatException(
          source,
          "its gzip header cannot be read (" + e.getMessage() + ")",
          "a gzip file",
          "Say how the file is packed, or copy it again.",
          e);
    }
  }

  /** Packs what is written; a flush reaches the file. */
  OutputStream pack(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> new BufferedOutputStream(out, BUFFER);
      case GZIP -> new BufferedOutputStream(new GZIPOutputStream(out, BUFFER, true), BUFFER);
      case ZLIB ->
          new BufferedOutputStream(
              new DeflaterOutputStream(out, new Deflater(), BUFFER, true), BUFFER);
    };
  }

  /** TensorFlow's name: {@code ""}, {@code "GZIP"} or {@code "ZLIB"}. */
  @Override
  public String toString() {
    return this == NONE ? "" : name();
  }
}

package keratin.formats.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * HDF5 files as trees.
 *
 * @see <a href="https://www.hdfgroup.org/solutions/hdf5/">HDF5</a>
 */
public final class Hdf5 {
  private Hdf5() {}

  /**
   * Writes a tree to a file.
   *
   * @throws IllegalArgumentException if an attribute is longer than the format allows, or an array
   *     is of complex numbers or text
   */
  public static void write(Path file, Hdf5Group root) throws IOException {
    List<ByteBuffer> parts = bytes(root);
    try (var out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ByteBuffer part : parts) {
        while (part.hasRemaining()) {
          out.write(part);
        }
      }
    }
  }

  /** The bytes of the file that {@link #write} makes, as buffers one after the other. */
  public static List<ByteBuffer> bytes(Hdf5Group root) {
    return Hdf5Writer.write(root);
  }

  /**
   * Reads a whole file.
   *
   * @throws keratin.formats.FormatException if it is not an HDF5 file, cut off, or damaged
   */
  public static Hdf5Group read(Path file) throws IOException {
    return read(ByteBuffer.wrap(Files.readAllBytes(file)), file.toString());
  }

  /**
   * Reads the bytes of a whole file.
   *
   * @param source what an error calls it
   * @throws keratin.formats.FormatException if they are not an HDF5 file, cut off, or damaged
   */
  public static Hdf5Group read(ByteBuffer bytes, String source) {
    return new Hdf5Reader(source).read(bytes);
  }
}

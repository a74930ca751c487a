package keratin.formats.idx;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import keratin.formats.ArrayData;
import keratin.formats.ByteInput;
import keratin.formats.ElementType;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * The idx format of MNIST: two zero bytes, a type, the number of axes, each length as a big-endian
 * int32, the values big-endian in C order. Plain or in gzip, told apart by the first two bytes.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">the MNIST page</a>
 */
public final class Idx {
  private static final int GZIP_MAGIC = 0x1f8b;

  private Idx() {}

  /**
   * Reads a file, plain or gzip.
   *
   * @return uint8, int8, int16, int32, float32 or float64, little-endian
   * @throws FormatException if it is cut off, damaged, longer than its shape, or not idx
   */
  public static ArrayData read(Path file) throws IOException {
    try (var stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      stream.mark(2);
      int magic = stream.read() << 8 | stream.read();
      stream.reset();
      if (magic != GZIP_MAGIC) {
        try (var in = ByteInput.of(file)) {
          return read(in);
        }
      }
      return readGzip(stream, file.toString());
    }
  }

  /** Reads uncompressed idx bytes to their end. */
  public static ArrayData read(ByteInput in) throws IOException {
    byte[] magic = in.take(4, "the first 4 bytes");
    ElementType type = magic[0] == 0 && magic[1] == 0 ? type(magic[2]) : null;
    if (type == null) {
      throw new FormatException(
          in.source(),
          "it begins with bytes %02x %02x %02x %02x"
              .formatted(magic[0], magic[1], magic[2], magic[3]),
          "00 00, a type (08 09 0b 0c 0d or 0e), the number of axes",
          "Check that this is an idx file, such as train-images-idx3-ubyte.gz.");
    }
    int axes = magic[3] & 0xff;
    int[] shape = new int[axes];
    ByteBuffer.wrap(in.take(4L * axes, "the shape")).asIntBuffer().get(shape);
    long bytes;
    try {
      bytes = Math.multiplyExact(ArrayData.count(shape), type.bytes());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new FormatException(
          in.source(),
          "its shape is " + ArrayData.describe(shape),
          "lengths of 0 or more that fit into memory",
          "The file is damaged: copy or download it again.",
          e);
    }
    byte[] values = in.take(bytes, "the " + type + " values of " + ArrayData.describe(shape));
    if (!in.atEnd()) {
      throw new FormatException(
          in.source(),
          "bytes follow the values of shape " + ArrayData.describe(shape),
          "the end of the file",
          "The file is damaged, or two files were joined: copy or download it again.");
    }
    return new ArrayData(type, shape, swap(values, type.bytes()));
  }

  /** Writes a file; in gzip if its name ends in {@code .gz}. */
  public static void write(Path file, ArrayData array) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      if (!file.toString().endsWith(".gz")) {
        write(out, array);
        return;
      }
      try (var gzip = new GZIPOutputStream(out, 1 << 16)) {
        write(gzip, array);
      }
    }
  }

  private static void write(OutputStream out, ArrayData array) throws IOException {
    int[] shape = array.shape();
    if (shape.length > 255) {
      throw new IllegalArgumentException("idx: " + shape.length + " axes came, at most 255 fit");
    }
    var header = ByteBuffer.allocate(4 + 4 * shape.length);
    header.put(2, code(array.type())).put(3, (byte) shape.length);
    for (int axis = 0; axis < shape.length; axis++) {
      header.putInt(4 + 4 * axis, shape[axis]);
    }
    var bytes = new byte[array.data().remaining()];
    array.data().get(bytes);
    var channel = Channels.newChannel(out);
    channel.write(header);
    channel.write(swap(bytes, array.elementBytes()));
  }

  private static ArrayData readGzip(BufferedInputStream stream, String source) throws IOException {
    try (var gzip = new GZIPInputStream(stream, 1 << 16)) {
      return read(ByteInput.of(gzip, source));
    } catch (EOFException | ZipException e) {
      // only the gzip header is read out here, the rest by ByteInput
      throw new FormatException(
          source,
          "its gzip header cannot be read (" + e.getMessage() + ")",
          "a gzip file",
          "The file is cut off or damaged: copy or download it again.",
          e);
    }
  }

  /** Reverses the bytes of each element in place: big-endian to little-endian and back. */
  private static ByteBuffer swap(byte[] bytes, int unit) {
    var big = ByteBuffer.wrap(bytes);
    var little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (unit) {
      case 2 -> little.asShortBuffer().put(big.asShortBuffer());
      case 4 -> little.asIntBuffer().put(big.asIntBuffer());
      case 8 -> little.asLongBuffer().put(big.asLongBuffer());
      default -> {}
    }
    return little;
  }

  private static @Nullable ElementType type(byte code) {
    return switch (code) {
      case 0x08 -> ElementType.UINT8;
      case 0x09 -> ElementType.INT8;
      case 0x0b -> ElementType.INT16;
      case 0x0c -> ElementType.INT32;
      case 0x0d -> ElementType.FLOAT32;
      case 0x0e -> ElementType.FLOAT64;
      default -> null;
    };
  }

  private static byte code(ElementType type) {
    return switch (type) {
      case UINT8 -> 0x08;
      case INT8 -> 0x09;
      case INT16 -> 0x0b;
      case INT32 -> 0x0c;
      case FLOAT32 -> 0x0d;
      case FLOAT64 -> 0x0e;
      case BOOL, INT64, UINT16, UINT32, UINT64, FLOAT16, COMPLEX64, COMPLEX128, BYTES, TEXT ->
          throw new IllegalArgumentException(
              "idx has no type for "
                  + type
                  + "; expected uint8, int8, int16, int32, float32 or"
                  + " float64. Convert the values first.");
    };
  }
}

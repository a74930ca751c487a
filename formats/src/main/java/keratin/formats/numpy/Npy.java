package keratin.formats.numpy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import keratin.formats.ArrayData;
import keratin.formats.ByteInput;
import keratin.formats.FormatException;
import keratin.formats.pickle.Pickle;

/**
 * NumPy's {@code .npy} file: one array.
 *
 * <p>Reads versions 1 to 3, either byte order, C and Fortran order (given back in C order), and
 * every numeric type up to 64 bits (128 for complex), bool, {@code S} and {@code U} strings. Arrays
 * of Python objects are refused, not unpickled. Writes version 1, little-endian, C order, the same
 * bytes as {@code numpy.save}.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private Npy() {}

  /**
   * Reads a file.
   *
   * @throws FormatException if it is not a readable {@code .npy} file
   */
  public static ArrayData read(Path file) throws IOException {
    try (var in = ByteInput.of(file)) {
      return read(in);
    }
  }

  /**
   * Reads from memory.
   *
   * @param source what to call the bytes in errors
   */
  public static ArrayData read(byte[] bytes, String source) {
    try {
      return read(ByteInput.of(bytes, source));
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
  }

  /** Reads one array and stops behind it; as with {@code numpy.load}, more bytes may follow. */
  public static ArrayData read(ByteInput in) throws IOException {
    return data(NpyHeader.parse(header(in), in.source()), in);
  }

  /**
   * Reads one array of objects: lists, numbers, strings. They are a pickle, of which only data is
   * read; nothing is executed.
   *
   * @throws FormatException if it is no array of objects, or damaged
   */
  public static List<?> readObjects(ByteInput in) throws IOException {
    String header = header(in);
    if (!header.contains("'descr': '|O'")) {
      throw new FormatException(
          in.source(),
          "its header is " + header.strip(),
          "an array of objects",
          "Read it with get.");
    }
    if (Pickle.read(in) instanceof List<?> objects) {
      return objects;
    }
    throw new FormatException(
        in.source(), "its pickle is no list", "an array with one axis", "Save its rows as a list.");
  }

  /** The text of the header. */
  private static String header(ByteInput in) throws IOException {
    byte[] start = in.take(8, "the first 8 bytes");
    for (int i = 0; i < MAGIC.length; i++) {
      if (start[i] != MAGIC[i]) {
        throw new FormatException(
            in.source(),
            "it begins with " + printable(start),
            "\\x93NUMPY, the mark of an .npy file",
            "Check that this is a file written by numpy.save.");
      }
    }
    int version = start[6] & 0xff;
    if (version < 1 || version > 3) {
      throw new FormatException(
          in.source(),
          "its format version is " + version,
          "1, 2 or 3",
          "Save it again with numpy.save.");
    }
    byte[] lengthBytes = in.take(version == 1 ? 2 : 4, "the length of the header");
    long headerLength = 0;
    for (int i = lengthBytes.length - 1; i >= 0; i--) {
      headerLength = headerLength << 8 | lengthBytes[i] & 0xff;
    }
    byte[] headerBytes = in.take(headerLength, "the header");
    var charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    return new String(headerBytes, charset);
  }

  private static ArrayData data(NpyHeader header, ByteInput in) throws IOException {
    var layout = header.layout();
    long byteCount;
    try {
      byteCount = Math.multiplyExact(ArrayData.count(header.shape()), layout.elementBytes());
    } catch (ArithmeticException e) {
      throw new FormatException(
          in.source(),
          "the header gives shape " + ArrayData.describe(header.shape()),
          "an array that fits into memory",
          "The header is damaged: copy or download the file again.",
          e);
    }
    byte[] bytes =
        in.take(
            byteCount,
            "the " + layout.type() + " values of shape " + ArrayData.describe(header.shape()));
    if (layout.bigEndian()) {
      swap(bytes, layout.type().unit());
    }
    if (header.fortranOrder()) {
      bytes = toOrderC(bytes, header.shape(), layout.elementBytes());
    }
    return new ArrayData(
        layout.type(), layout.elementBytes(), header.shape(), ByteBuffer.wrap(bytes));
  }

  /** Writes a file. */
  public static void write(Path file, ArrayData array) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      write(out, array);
    }
  }

  /** Writes to a stream, which stays open. */
  public static void write(OutputStream out, ArrayData array) throws IOException {
    out.write(header(array));
    var channel = Channels.newChannel(out);
    var data = array.data();
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }

  /** Everything that comes before the values. */
  static byte[] header(ArrayData array) {
    byte[] text = NpyHeader.of(array).text().getBytes(StandardCharsets.ISO_8859_1);
    // values begin at a multiple of 64, so that they can be mapped and read by vector instructions
    int total = (10 + text.length + 1 + 63) / 64 * 64;
    var out = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (total - 10));
    out.put(text);
    while (out.remaining() > 1) {
      out.put((byte) ' ');
    }
    return out.put((byte) '\n').array();
  }

  private static void swap(byte[] bytes, int unit) {
    for (int at = 0; at < bytes.length; at += unit) {
      for (int low = at, high = at + unit - 1; low < high; low++, high--) {
        byte b = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = b;
      }
    }
  }

  /** First axis fastest to last axis fastest. */
  private static byte[] toOrderC(byte[] from, int[] shape, int elementBytes) {
    var to = new byte[from.length];
    var step = new long[shape.length];
    long next = elementBytes;
    for (int axis = 0; axis < shape.length; axis++) {
      step[axis] = next;
      next *= shape[axis];
    }
    var index = new int[shape.length];
    long at = 0;
    for (int out = 0; out < to.length; out += elementBytes) {
      System.arraycopy(from, (int) at, to, out, elementBytes);
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        at += step[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        at -= step[axis] * shape[axis];
        index[axis] = 0;
      }
    }
    return to;
  }

  private static String printable(byte[] bytes) {
    var text = new StringBuilder();
    for (byte b : bytes) {
      text.append(b >= 32 && b < 127 ? String.valueOf((char) b) : "\\x%02x".formatted(b & 0xff));
    }
    return text.toString();
  }
}

package keratin.formats.numpy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import keratin.formats.ArrayData;
import keratin.formats.ByteInput;
import keratin.formats.FormatException;

/**
 * NumPy's {@code .npz} file: a zip whose entries {@code name.npy} are arrays, stored ({@code
 * numpy.savez}) or deflated ({@code numpy.savez_compressed}).
 *
 * <p>Open one to read single arrays, each when it is asked for; {@link #read(Path)} reads all.
 */
public final class Npz implements Closeable {
  private static final String SUFFIX = ".npy";

  private final ZipFile zip;
  private final Path file;

  private Npz(ZipFile zip, Path file) {
    this.zip = zip;
    this.file = file;
  }

  /**
   * Opens a file and reads its table of contents.
   *
   * @throws FormatException if it is not a zip file
   */
  public static Npz open(Path file) throws IOException {
    try {
      return new Npz(new ZipFile(file.toFile()), file);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(file.toString(), e);
    }
  }

  /** All arrays of a file by name, in the file's order. */
  public static Map<String, ArrayData> read(Path file) throws IOException {
    try (var npz = open(file)) {
      var arrays = new LinkedHashMap<String, ArrayData>();
      for (String name : npz.names()) {
        arrays.put(name, npz.get(name));
      }
      return arrays;
    }
  }

  /** The names of the arrays, in the file's order; entries that are no arrays are left out. */
  public List<String> names() {
    var names = new ArrayList<String>();
    for (var entry : zip.stream().toList()) {
      if (entry.getName().endsWith(SUFFIX)) {
        names.add(entry.getName().substring(0, entry.getName().length() - SUFFIX.length()));
      }
    }
    return names;
  }

  /**
   * Reads one array and checks its CRC.
   *
   * @throws FormatException if there is no such array or it is damaged
   */
  public ArrayData get(String name) throws IOException {
    return entry(name, Npy::read);
  }

  /**
   * Reads one array of objects, such as lists of different lengths, and checks its CRC. Only data
   * is read, and nothing is executed: see {@link keratin.formats.pickle.Pickle}.
   *
   * @throws FormatException if there is no such array or it is damaged
   */
  public List<?> getObjects(String name) throws IOException {
    return entry(name, Npy::readObjects);
  }

  private interface Reader<T> {
    T read(ByteInput in) throws IOException;
  }

  private <T> T entry(String name, Reader<T> reader) throws IOException {
    ZipEntry entry = zip.getEntry(name + SUFFIX);
    if (entry == null) {
      throw new FormatException(
          file.toString(),
          "it has no array '" + name + "'",
          "one of " + names(),
          "Check the name, and that this is the right file.");
    }
    String source = file + "(" + entry.getName() + ")";
    var crc = new CRC32();
    try (var raw = zip.getInputStream(entry);
        var checked = new CheckedInputStream(raw, crc)) {
      T array = reader.read(ByteInput.of(new BufferedInputStream(checked), source));
      checked.transferTo(OutputStream.nullOutputStream());
      // java.util.zip checks the CRC of streams, not of files opened by their table of contents
      if (crc.getValue() != entry.getCrc()) {
        throw new FormatException(
            source,
            "its CRC-32 is %08x".formatted(crc.getValue()),
            "%08x".formatted(entry.getCrc()),
            "The file is damaged: copy or download it again.");
      }
      return array;
    } catch (ZipException | EOFException e) {
      throw damaged(source, e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Writes arrays uncompressed, as {@code numpy.savez}. */
  public static void write(Path file, Map<String, ArrayData> arrays) throws IOException {
    write(file, arrays, ZipEntry.STORED);
  }

  /** Writes arrays compressed, as {@code numpy.savez_compressed}. */
  public static void writeCompressed(Path file, Map<String, ArrayData> arrays) throws IOException {
    write(file, arrays, ZipEntry.DEFLATED);
  }

  private static void write(Path file, Map<String, ArrayData> arrays, int method)
      throws IOException {
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (var named : arrays.entrySet()) {
        var entry = new ZipEntry(named.getKey() + SUFFIX);
        entry.setMethod(method);
        // NumPy writes this date too: the same arrays give the same file
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        var array = named.getValue();
        if (method == ZipEntry.STORED) {
          byte[] header = Npy.header(array);
          var crc = new CRC32();
          crc.update(header);
          crc.update(array.data());
          entry.setCrc(crc.getValue());
          entry.setSize((long) header.length + array.data().remaining());
        }
        zip.putNextEntry(entry);
        Npy.write(zip, array);
        zip.closeEntry();
      }
    }
  }

  private static FormatException damaged(String source, Exception e) {
    return new FormatException(
        source,
        "the zip structure cannot be read (" + e.getMessage() + ")",
        "a zip file as numpy.savez writes it",
        "The file is cut off, damaged or of another kind: copy or download it again.",
        e);
  }
}

package keratin.formats.tar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import keratin.formats.ByteInput;
import keratin.formats.FormatException;
import keratin.formats.bzip2.Bzip2InputStream;

/**
 * Reads a {@code .tar.gz} or {@code .tar.bz2} archive. Nothing is written to disk, so no name in it
 * can lead anywhere.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">The tar format</a>
 */
public final class Tar {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int MAGIC_LENGTH = 5;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  private Tar() {}

  /** Takes one file of an archive. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes a file.
     *
     * @param path its whole path in the archive
     */
    void file(String path, byte[] bytes);
  }

  /**
   * The files of an archive whose name, the part after the last slash, is wanted.
   *
   * @return their bytes by that name, in the archive's order
   * @throws FormatException if the archive is damaged or cut off
   * @throws IOException if it cannot be read
   */
  public static Map<String, byte[]> read(Path archive, Predicate<String> wanted)
      throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    visit(archive, path -> wanted.test(name(path)), (path, bytes) -> files.put(name(path), bytes));
    return files;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Gives {@code visitor} the files whose path is wanted, in the archive's order.
   *
   * @throws FormatException if the archive is damaged or cut off
   * @throws IOException if it cannot be read
   */
  public static void visit(Path archive, Predicate<String> wanted, Visitor visitor)
      throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive));
        ByteInput in = ByteInput.of(unpacked(raw, archive), archive.toString())) {
      byte[] header = in.take(BLOCK, "a header");
      while (!isZero(header)) {
        long size = size(header, archive);
        String prefix = text(header, MAGIC, MAGIC_LENGTH).equals("ustar") ? prefix(header) : "";
        String path = prefix + text(header, 0, NAME);
        byte type = header[TYPE];
        byte[] bytes = in.take(Math.ceilDiv(size, BLOCK) * BLOCK, "the file " + path);
        if ((type == '0' || type == 0) && wanted.test(path)) {
          visitor.file(path, Arrays.copyOf(bytes, (int) size));
        }
        header = in.take(BLOCK, "a header");
      }
    }
  }

  private static String prefix(byte[] header) {
    String folders = text(header, PREFIX, PREFIX_LENGTH);
    return folders.isEmpty() ? "" : folders + "/";
  }

  private static InputStream unpacked(InputStream raw, Path archive) throws IOException {
    raw.mark(2);
    int first = raw.read();
    int second = raw.read();
    raw.reset();
    if (first == 'B' && second == 'Z') {
      return new Bzip2InputStream(raw, archive.toString());
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (ZipException e) {
      throw new FormatException(
          archive.toString(),
          "it does not begin as gzip or bzip2 does",
          "a .tar.gz or .tar.bz2 archive",
          "Download the file again.",
          e);
    }
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static long size(byte[] header, Path archive) {
    String digits = text(header, SIZE, SIZE_LENGTH).strip();
    try {
      return Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new FormatException(
          archive.toString(),
          "a file's size reads \"" + digits + "\"",
          "an octal number",
          "The archive is damaged: download it again.",
          e);
    }
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.ISO_8859_1);
  }
}

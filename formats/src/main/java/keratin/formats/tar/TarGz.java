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

/**
 * Reads a {@code .tar.gz} archive into memory. Nothing is written to disk, so no name in it can
 * lead anywhere.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">The tar format</a>
 */
public final class TarGz {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE = 156;

  private TarGz() {}

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
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive));
        ByteInput in = ByteInput.of(unpacked(raw, archive), archive.toString())) {
      byte[] header = in.take(BLOCK, "a header");
      while (!isZero(header)) {
        long size = size(header, archive);
        String path = text(header, 0, NAME);
        String name = path.substring(path.lastIndexOf('/') + 1);
        byte type = header[TYPE];
        byte[] bytes = in.take(Math.ceilDiv(size, BLOCK) * BLOCK, "the file " + name);
        if ((type == '0' || type == 0) && wanted.test(name)) {
          files.put(name, Arrays.copyOf(bytes, (int) size));
        }
        header = in.take(BLOCK, "a header");
      }
    }
    return files;
  }

  private static InputStream unpacked(InputStream raw, Path archive) throws IOException {
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (ZipException e) {
      throw new FormatException(
          archive.toString(),
          "it does not begin as gzip does",
          "a .tar.gz archive",
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

package keratin.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import keratin.formats.tar.Tar;

/** Unpacks {@code .zip}, {@code .tar.gz} and {@code .tar.bz2}; only files, only into one folder. */
final class Archives {
  private Archives() {}

  /**
   * Unpacks an archive.
   *
   * @throws DatasetException if a name in it leads out of the folder
   * @throws IOException if it cannot be read or is damaged
   */
  static void extract(Path archive, Path folder) throws IOException {
    Files.createDirectories(folder);
    if (isZip(archive)) {
      unzip(archive, folder);
      return;
    }
    try {
      Tar.visit(archive, path -> true, (path, bytes) -> write(target(folder, path), bytes));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isZip(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      return in.read() == 'P' && in.read() == 'K';
    }
  }

  private static void unzip(Path archive, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path file = target(folder, entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.write(file, in.readAllBytes());
          }
        }
      }
    }
  }

  private static Path target(Path folder, String name) {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new DatasetException(
          "The archive has a file \"%s\", which leads out of %s.".formatted(name, folder));
    }
    return file;
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

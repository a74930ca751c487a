package keratin.cpu;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Puts native libraries that travel in a jar where the system's loader can open them: a folder in
 * the user's cache, named after the jar and the library's checksum.
 *
 * <p>{@code -Dkeratin.cache=DIR} moves the cache. Without a writable one, a temporary folder is
 * used and removed when the process ends.
 */
final class NativeFiles {
  /*
   * Every start checks size and CRC-32 against the jar's directory (20 ms for the 90 MB of oneDNN):
   * a file cut short by a full disk would otherwise crash the process when it is used. Files are
   * written beside their place and renamed, so that processes starting together never see half of
   * one; whoever comes second replaces it with the same bytes.
   */

  private record Folder(Path path, boolean temporary) {}

  private NativeFiles() {}

  /**
   * Makes files of resources and returns the folder they lie in.
   *
   * @param names file names under {@code base}; the first must exist, others are skipped if absent
   * @throws IOException if the first resource is absent or cannot be written
   */
  static Path folder(String base, List<String> names) throws IOException {
    Folder folder = null;
    for (String name : names) {
      URL url = resource(base + name);
      if (url == null) {
        if (folder == null) {
          throw new FileNotFoundException(base + name);
        }
        continue;
      }
      if (url.getProtocol().equals("file")) {
        return Path.of(URI.create(url.toString())).resolveSibling(".").normalize();
      }
      if (!(url.openConnection() instanceof JarURLConnection connection)) {
        throw new IOException("Cannot unpack " + url + ": not in a jar.");
      }
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        ZipEntry entry = connection.getJarEntry();
        if (folder == null) {
          String jarName = new File(jar.getName()).getName().replace(".jar", "");
          folder = writable(jarName + "-" + Long.toHexString(entry.getCrc()));
        }
        unpack(jar, entry, folder, name);
      }
    }
    if (folder == null) {
      throw new FileNotFoundException(base);
    }
    return folder.path;
  }

  private static @Nullable URL resource(String path) {
    ClassLoader own = NativeFiles.class.getClassLoader();
    URL url = own == null ? null : own.getResource(path);
    // Keratin may be in a named module while the native jar is on the class path, or reversed.
    return url != null ? url : ClassLoader.getSystemResource(path);
  }

  private static Folder writable(String name) throws IOException {
    Path folder = cache().resolve("native").resolve(name);
    try {
      Files.createDirectories(folder);
      if (Files.isWritable(folder)) {
        return new Folder(folder, false);
      }
    } catch (IOException | SecurityException e) {
      // Read-only home, as in many containers: the temporary folder below is the way out.
    }
    Path temporary = Files.createTempDirectory("keratin-");
    temporary.toFile().deleteOnExit();
    return new Folder(temporary, true);
  }

  private static Path cache() {
    String chosen = System.getProperty("keratin.cache");
    if (chosen != null) {
      return Path.of(chosen);
    }
    Path home = Path.of(System.getProperty("user.home", "."));
    String os = System.getProperty("os.name", "");
    String local = System.getenv(os.startsWith("Windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    if (local != null && !local.isEmpty()) {
      return Path.of(local, "keratin");
    }
    return os.startsWith("Mac")
        ? home.resolve("Library/Caches/keratin")
        : home.resolve(".cache/keratin");
  }

  private static void unpack(JarFile jar, ZipEntry entry, Folder folder, String name)
      throws IOException {
    Path file = folder.path.resolve(name);
    if (intact(file, entry)) {
      return;
    }
    Path part = Files.createTempFile(folder.path, name, ".part");
    try {
      try (InputStream in = jar.getInputStream(entry)) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!intact(part, entry)) {
        throw new IOException(entry.getName() + " came out of " + jar.getName() + " damaged.");
      }
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException e) {
        // Windows will not replace a library that is loaded; another process was faster.
        if (!intact(file, entry)) {
          throw e;
        }
      }
    } finally {
      Files.deleteIfExists(part);
    }
    if (folder.temporary) {
      file.toFile().deleteOnExit();
    }
  }

  private static boolean intact(Path file, ZipEntry entry) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
      return false;
    }
    CRC32 sum = new CRC32();
    try (FileChannel channel = FileChannel.open(file)) {
      sum.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
    return sum.getValue() == entry.getCrc();
  }
}

package keratin.cpu;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
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
   * A file is written beside its place, compared with the checksum in the jar's directory, forced
   * to the disk and then renamed, so that neither a crash nor processes starting together leave half
   * of one; whoever comes second replaces it with the same bytes. Later starts therefore check the
   * size only: the checksum of oneDNN's 90 MB would cost each of them 20 to 50 ms.
   */

  /** Where a resource is; null if there is none. */
  interface Finder {
    @Nullable URL find(String path);
  }

  private record Folder(Path path, boolean temporary) {}

  private NativeFiles() {}

  /**
   * Makes files of resources and returns the folder they lie in.
   *
   * @param names file names under {@code base}; the first must exist, others are skipped if absent
   * @throws IOException if the first resource is absent or cannot be written
   */
  static Path folder(String base, List<String> names) throws IOException {
    return folder(base, names, NativeFiles::resource);
  }

  static Path folder(String base, List<String> names, Finder finder) throws IOException {
    Folder folder = null;
    for (String name : names) {
      URL url = finder.find(base + name);
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
    if (complete(file, entry)) {
      return;
    }
    Path part = Files.createTempFile(folder.path, name, ".part");
    try {
      CRC32 sum = new CRC32();
      try (InputStream in = new CheckedInputStream(jar.getInputStream(entry), sum);
          FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        in.transferTo(Channels.newOutputStream(out));
        out.force(true);
      }
      if (!complete(part, entry) || sum.getValue() != entry.getCrc()) {
        throw new IOException(entry.getName() + " came out of " + jar.getName() + " damaged.");
      }
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException e) {
        // Windows will not replace a library that is loaded; another process was faster.
        if (!complete(file, entry)) {
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

  private static boolean complete(Path file, ZipEntry entry) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == entry.getSize();
  }
}

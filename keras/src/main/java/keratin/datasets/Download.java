package keratin.datasets;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import keratin.formats.Checksums;
import keratin.formats.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files over HTTP into the cache.
 *
 * <p>A file appears under its name only when it is whole and its checksum is right: until then it
 * is a temporary file beside it. Two programs that fetch the same file do not disturb each other.
 *
 * @param base the address that file names are appended to
 * @param out where the progress is printed
 */
record Download(URI base, PrintStream out) {
  /** Keras' own store. */
  static final URI KERAS =
      URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/");

  /** Where the CIFAR sets come from, for Keras too. */
  static final URI CIFAR = URI.create("https://www.cs.toronto.edu/~kriz/");

  private static final Duration TO_CONNECT = Duration.ofSeconds(20);
  private static final Duration IN_ALL = Duration.ofMinutes(30);

  /**
   * Fetches one file.
   *
   * @param checksum its MD5 or SHA-256; null if none is known
   * @throws IOException if it cannot be fetched or written
   * @throws FormatException if its checksum is not {@code checksum}
   */
  void fetch(String name, Path to, @Nullable String checksum) throws IOException {
    URI from = base.resolve(name);
    Path folder = to.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "." + name, ".part");
    try {
      out.println("Downloading data from " + from);
      copy(from, part);
      if (checksum != null) {
        Checksums.verify(part, checksum);
      }
      try {
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void copy(URI from, Path part) throws IOException {
    try (var client =
            HttpClient.newBuilder()
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var file = Files.newOutputStream(part)) {
      var request = HttpRequest.newBuilder(from).timeout(IN_ALL).build();
      var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException(from + " answers with HTTP status " + response.statusCode());
        }
        long total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        var progress = new Progress(out, total);
        var buffer = new byte[1 << 16];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
          file.write(buffer, 0, n);
          progress.add(n);
        }
        progress.end();
      }
    } catch (ConnectException e) {
      // the client gives it no message
      throw new IOException(from.getHost() + " cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the download of " + from + " was interrupted", e);
    }
  }

  /** One line that is written over itself, at most ten times a second. */
  private static final class Progress {
    private static final int WIDTH = 20;
    private static final long PAUSE = 100_000_000;

    private final PrintStream out;
    private final long total;
    private long done;
    private long shown = System.nanoTime();

    Progress(PrintStream out, long total) {
      this.out = out;
      this.total = total;
    }

    void add(int bytes) {
      done += bytes;
      if (System.nanoTime() - shown > PAUSE) {
        shown = System.nanoTime();
        out.print("\r" + line());
        out.flush();
      }
    }

    void end() {
      out.println("\r" + line());
    }

    private String line() {
      if (total <= 0) {
        return done + " bytes";
      }
      int bars = (int) (WIDTH * Math.min(done, total) / total);
      return done + "/" + total + " " + "━".repeat(bars) + " ".repeat(WIDTH - bars);
    }
  }
}

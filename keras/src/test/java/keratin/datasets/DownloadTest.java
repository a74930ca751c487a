package keratin.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import keratin.formats.FormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static final String ABC_MD5 = "900150983cd24fb0d6963f7d28e17f72";

  @TempDir Path folder;
  private ServerSocket server;
  private volatile String response;
  private volatile String request;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::answer);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** The smallest web server: reads the request's head, gives the prepared answer. */
  private void answer() {
    while (true) {
      try (var socket = server.accept()) {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) socket.getInputStream().read());
        }
        request = head.substring(0, head.indexOf("\r\n"));
        socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Download download() {
    return new Download(
        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/sets/"),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private void body(int length, String text) {
    response = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + text;
  }

  @Test
  void fetchesIntoANewFolderAndShowsProgress() throws IOException {
    body(3, "abc");
    var to = folder.resolve("new").resolve("abc.bin");
    download().fetch("abc.bin", to, ABC_MD5);
    assertThat(to).hasContent("abc");
    assertThat(to.getParent())
        .isDirectoryContaining("glob:**abc.bin")
        .isDirectoryNotContaining("glob:**.part");
    assertThat(request).startsWith("GET /sets/abc.bin HTTP/");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Downloading data from http://127.0.0.1:")
        .contains("3/3 " + "━".repeat(20));
  }

  @Test
  void filesFromTheWebAreKept() {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    URI origin = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/a/b.txt");
    body(3, "abc");
    Path file = Datasets.getFile("own.txt", origin, ABC_MD5, folder, out);
    assertThat(file).hasContent("abc").hasFileName("own.txt");
    assertThat(request).startsWith("GET /a/b.txt HTTP/");
    body(3, "new");
    assertThat(Datasets.getFile("own.txt", origin, null, folder, out)).hasContent("abc");
    assertThatThrownBy(() -> Datasets.getFile("other.txt", origin, ABC_MD5, folder, out))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("expected " + ABC_MD5)
        .hasMessageContaining("Put it into " + folder.resolve("other.txt"));
    assertThatThrownBy(() -> Datasets.getFile("../x", origin, null, folder, out))
        .hasMessageStartingWith("getFile: the name \"../x\" leads out of the cache");
  }

  @Test
  void aWrongChecksumLeavesNothing() {
    body(3, "abd");
    assertThatThrownBy(() -> download().fetch("abc.bin", folder.resolve("abc.bin"), ABC_MD5))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("expected " + ABC_MD5);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aBrokenConnectionLeavesNothing() {
    body(1000, "abc");
    assertThatThrownBy(() -> download().fetch("abc.bin", folder.resolve("abc.bin"), ABC_MD5))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void otherAnswersAreNamed() {
    response = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    assertThatThrownBy(() -> download().fetch("abc.bin", folder.resolve("abc.bin"), ABC_MD5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/sets/abc.bin answers with HTTP status 404");
    assertThat(folder).isEmptyDirectory();
  }
}

package keratin.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RemoteMonitorTest {
  /** What a server gets: head and body. */
  private static String sent(RemoteMonitor monitor, ServerSocket server) throws IOException {
    CompletableFuture<String> request = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> request.complete(answer(server)));
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("accuracy", 0.5);
    logs.put("loss", Double.NaN);
    monitor.onEpochEnd(2, logs);
    return request.join();
  }

  private static String answer(ServerSocket server) {
    try (var socket = server.accept()) {
      StringBuilder text = new StringBuilder();
      int length = -1;
      int bodyFrom = -1;
      while (bodyFrom < 0 || text.length() < bodyFrom + length) {
        text.append((char) socket.getInputStream().read());
        if (bodyFrom < 0 && text.toString().endsWith("\r\n\r\n")) {
          bodyFrom = text.length();
          length =
              Integer.parseInt(text.toString().replaceAll("(?si).*content-length: (\\d+).*", "$1"));
        }
      }
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return text.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sendsAForm() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String root = "http://localhost:" + server.getLocalPort();
      String sent = sent(new RemoteMonitor(root).field("values"), server);
      assertThat(sent)
          .startsWith("POST /publish/epoch/end/ ")
          .endsWith("values=%7B%22epoch%22%3A+2%2C+%22accuracy%22%3A+0.5%2C+%22loss%22%3A+NaN%7D");
    }
  }

  @Test
  void sendsJsonWithHeaders() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RemoteMonitor monitor =
          new RemoteMonitor("http://localhost:" + server.getLocalPort())
              .path("/here")
              .sendAsJson(true)
              .headers(Map.of("X-Run", "seven"));
      assertThat(sent(monitor, server))
          .startsWith("POST /here ")
          .contains("X-Run: seven", "Content-Type: application/json")
          .endsWith("{\"epoch\": 2, \"accuracy\": 0.5, \"loss\": NaN}");
    }
  }

  @Test
  void anAbsentServerIsNoError() throws IOException {
    int free;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = server.getLocalPort();
    }
    new RemoteMonitor("http://localhost:" + free).onEpochEnd(0, Map.of());
  }
}

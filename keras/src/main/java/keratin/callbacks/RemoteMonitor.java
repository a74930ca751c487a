package keratin.callbacks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.utils.PythonNumber;
import org.jspecify.annotations.Nullable;

/**
 * Sends the values of every epoch to a server by HTTP POST: a form whose field {@code data} holds
 * them as JSON, or the JSON itself.
 *
 * @see <a href="https://keras.io/api/callbacks/remote_monitor/">keras.callbacks.RemoteMonitor</a>
 */
public final class RemoteMonitor extends Callback {
  private static final System.Logger LOG = System.getLogger("keratin.callbacks");

  private final Option<String> root = option("root", Kind.STRING, "http://localhost:9000");
  private final Option<String> path = option("path", Kind.STRING, "/publish/epoch/end/");
  private final Option<String> field = option("field", Kind.STRING, "data");
  private final Option<@Nullable Map<String, String>> headers =
      option("headers", new Kind<>("a map of texts", RemoteMonitor::texts, h -> h).orNull(), null);
  private final Option<Boolean> sendAsJson = option("send_as_json", Kind.BOOL, false);

  /** Sends to {@code http://localhost:9000/publish/epoch/end/}. */
  public RemoteMonitor() {}

  /** Sends to a server, {@code http://HOST:PORT}. */
  public RemoteMonitor(String root) {
    this.root.set(root);
  }

  private static Map<String, String> texts(Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, text) -> texts.put((String) name, (String) text));
    return texts;
  }

  /** The path below the server's root. */
  public RemoteMonitor path(String text) {
    path.set(text);
    return this;
  }

  /** The field of the form. */
  public RemoteMonitor field(String text) {
    field.set(text);
    return this;
  }

  /** Headers to send along. */
  public RemoteMonitor headers(Map<String, String> all) {
    headers.set(all);
    return this;
  }

  /** Whether JSON is sent as it is, instead of in a form. */
  public RemoteMonitor sendAsJson(boolean on) {
    sendAsJson.set(on);
    return this;
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    String json = json(epoch, logs);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root.get() + path.get()))
            .header(
                "Content-Type",
                sendAsJson.get() ? "application/json" : "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(sendAsJson.get() ? json : form(json)));
    Map<String, String> further = headers.get();
    if (further != null) {
      further.forEach(request::setHeader);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(request.build(), BodyHandlers.discarding());
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Could not reach RemoteMonitor root server at {0}",
          root.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String form(String json) {
    return URLEncoder.encode(field.get(), StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(json, StandardCharsets.UTF_8);
  }

  private static String json(int epoch, Map<String, Double> logs) {
    return logs.entrySet().stream()
        .map(e -> ", \"%s\": %s".formatted(e.getKey(), number(e.getValue())))
        .collect(Collectors.joining("", "{\"epoch\": " + epoch, "}"));
  }

  /** As Python's json writes numbers, those that are none too. */
  private static String number(double value) {
    return Double.isNaN(value)
        ? "NaN"
        : Double.isInfinite(value)
            ? (value > 0 ? "Infinity" : "-Infinity")
            : PythonNumber.repr(value);
  }
}

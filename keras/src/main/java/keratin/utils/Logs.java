package keratin.utils;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What training steps report. */
public final class Logs {
  private Logs() {}

  /**
   * Logs in alphabetical order: maps inside them dissolved, tensors of one number as numbers.
   *
   * {@snippet :
   * Map<String, Object> logs = Map.of("loss", Tensor.of(0.5f), "head", Map.of("mae", 2));
   * Logs.pythonifyLogs(logs);   // {mae=2.0, loss=0.5}
   * }
   */
  public static Map<String, @Nullable Object> pythonifyLogs(Map<String, ?> logs) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    new TreeMap<>(logs)
        .forEach(
            (name, value) -> {
              switch (value) {
                case Map<?, ?> inner -> {
                  Map<String, Object> named = new TreeMap<>();
                  inner.forEach((key, one) -> named.put(String.valueOf(key), one));
                  plain.putAll(pythonifyLogs(named));
                }
                case Tensor t when t.size() == 1 && t.dtype().isNumeric() ->
                    plain.put(name, t.doubleValue());
                case Number n -> plain.put(name, n.doubleValue());
                case null, default -> plain.put(name, value);
              }
            });
    return plain;
  }
}

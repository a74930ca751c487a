package keratin.callbacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.utils.PythonNumber;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of every epoch to a file, a line for each, as Python's {@code csv} does.
 *
 * <p>The columns are {@code epoch} and the names of the first epoch in alphabetical order. If there
 * was no validation, columns for it follow; {@code NA} stands where a value is missing.
 *
 * @see <a href="https://keras.io/api/callbacks/csv_logger/">keras.callbacks.CSVLogger</a>
 */
public final class CSVLogger extends Callback {
  private final Option<String> filename = required("filename", Kind.STRING);
  private final Option<String> separator = option("separator", Kind.STRING, ",");
  private final Option<Boolean> append = option("append", Kind.BOOL, false);
  private @Nullable Writer writer;
  private List<String> keys = List.of();

  private CSVLogger() {}

  /** Writes to a file. */
  public CSVLogger(Path filename) {
    this(filename.toString());
  }

  /** Writes to a file. */
  public CSVLogger(String filename) {
    this.filename.set(filename);
  }

  /** What stands between values; a comma by default. */
  public CSVLogger separator(String text) {
    separator.set(text);
    return this;
  }

  /** Whether to go on behind what is in the file; it is replaced by default. */
  public CSVLogger append(boolean on) {
    append.set(on);
    return this;
  }

  @Override
  public void onTrainBegin() {
    close();
    keys = List.of();
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    Path file = Path.of(filename.get());
    try {
      Writer out = writer;
      if (out == null) {
        keys = columns(logs);
        boolean headed = append.get() && hasLine(file);
        out =
            Files.newBufferedWriter(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                append.get() ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        writer = out;
        if (!headed) {
          List<String> header = new ArrayList<>(List.of("epoch"));
          header.addAll(keys);
          out.write(line(header));
        }
      }
      List<String> row = new ArrayList<>(List.of(String.valueOf(epoch)));
      for (String key : keys) {
        Double value = logs.get(key);
        row.add(value == null ? "NA" : PythonNumber.repr(value));
      }
      out.write(line(row));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("CSVLogger cannot write to %s.".formatted(file), e);
    }
  }

  private static List<String> columns(Map<String, Double> logs) {
    List<String> names = new ArrayList<>(new TreeSet<>(logs.keySet()));
    if (names.stream().noneMatch(name -> name.startsWith("val_"))) {
      names.addAll(names.stream().map(name -> "val_" + name).toList());
    }
    return names;
  }

  private static boolean hasLine(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.read() >= 0;
    }
  }

  private String line(List<String> fields) {
    return fields.stream().map(this::quoted).collect(Collectors.joining(separator.get())) + "\r\n";
  }

  private String quoted(String field) {
    boolean plain =
        !field.contains(separator.get()) && !field.contains("\"") && !field.contains("\n");
    return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    close();
  }

  private void close() {
    try {
      if (writer != null) {
        writer.close();
      }
      writer = null;
    } catch (IOException e) {
      throw new UncheckedIOException("CSVLogger cannot close %s.".formatted(filename.get()), e);
    }
  }
}

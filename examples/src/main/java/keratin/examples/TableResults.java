package keratin.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rows of the book's tables gave, kept in a file of lines so that a run which was stopped goes
 * on, and shown as Markdown.
 */
final class TableResults {
  private static final String HEADER = "row,sgd_rate,epochs,train_percent,test_percent,seconds";
  private final Path file;
  private final Map<Key, Result> results = new LinkedHashMap<>();

  /**
   * Which training of which row.
   *
   * @param row its position in {@link BookRow#all}
   * @param sgdRate the learning rate of SGD
   */
  record Key(int row, double sgdRate, int epochs) {}

  /** Accuracies in percent, without dropout on all training and on all test images. */
  record Result(double train, double test, double seconds) {}

  /** The results in {@code file}; none if it is not there yet. */
  TableResults(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (!line.equals(HEADER) && !line.isBlank()) {
          read(line);
        }
      }
    }
  }

  private void read(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 6) {
      throw new IllegalArgumentException(
          "%s: the line \"%s\" has %d cells, expected 6: %s"
              .formatted(file, line, cells.length, HEADER));
    }
    var key =
        new Key(
            Integer.parseInt(cells[0]), Double.parseDouble(cells[1]), Integer.parseInt(cells[2]));
    results.put(
        key,
        new Result(
            Double.parseDouble(cells[3]),
            Double.parseDouble(cells[4]),
            Double.parseDouble(cells[5])));
  }

  synchronized @Nullable Result get(Key key) {
    return results.get(key);
  }

  /** Adds a result, and writes the file anew. */
  synchronized void put(Key key, Result result) {
    results.put(key, result);
    var text = new StringBuilder(HEADER).append('\n');
    results.forEach(
        (k, r) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%d,%s,%d,%.2f,%.2f,%.0f%n",
                    k.row,
                    k.sgdRate,
                    k.epochs,
                    r.train,
                    r.test,
                    r.seconds)));
    replace(file, text.toString());
  }

  private static void replace(Path file, String text) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tables as Markdown; SGD has a second column for a learning rate ten times as high. */
  synchronized String markdown(List<BookRow> rows, int epochs) {
    var text = new StringBuilder();
    BookRow.@Nullable Net net = null;
    for (int i = 0; i < rows.size(); i++) {
      BookRow row = rows.get(i);
      if (row.net() != net) {
        net = row.net();
        text.append("\n## ").append(net).append("\n\n");
        text.append(
            "| layers | regularizer | optimizer | book | test | difference | train | test at"
                + " SGD(0.1) | s |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
      }
      Result ours = results.get(new Key(i, Tables.SGD_RATE, epochs));
      Result fast = results.get(new Key(i, Tables.FAST_RATE, epochs));
      text.append(
          "| %s | %s | %s | %.1f |"
              .formatted(row.layers(), row.regularizer(), row.optimizer(), row.printed()));
      text.append(
          ours == null
              ? " | | |"
              : " %.2f | %+.2f | %.2f |"
                  .formatted(ours.test, ours.test - row.printed(), ours.train));
      text.append(fast == null ? " |" : " %.2f |".formatted(fast.test));
      text.append(ours == null ? " |" : " %.0f |".formatted(ours.seconds)).append('\n');
    }
    return text.toString();
  }
}

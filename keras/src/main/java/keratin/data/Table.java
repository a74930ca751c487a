package keratin.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import keratin.tensor.Tensor;

/**
 * Rows of a text file with columns: CSV, or columns between spaces.
 *
 * <pre>{@code
 * Table cars = Table.readCsv(Path.of("auto-mpg.csv"));
 * Tensor x = cars.numbers("cylinders", "weight");    // (rows, 2) float32
 * }</pre>
 *
 * @param names of the columns, in the order of the file
 * @param rows the cells of each row
 */
public record Table(List<String> names, List<List<String>> rows) {
  /** Any white space between columns. */
  public static final String SPACES = " ";

  /** Reads a file whose first line names the columns, which are separated by commas. */
  public static Table readCsv(Path file) {
    return readCsv(file, ",", 0);
  }

  /**
   * Reads a file, packed by gzip or not.
   *
   * @param separator between columns; {@link #SPACES} for any white space
   * @param header the line that names the columns, from 0; −1 if none does: then they are named
   *     {@code "0"}, {@code "1"}, …
   * @throws IllegalArgumentException if a row has more or fewer columns
   */
  public static Table readCsv(Path file, String separator, int header) {
    List<List<String>> lines = new ArrayList<>();
    try (BufferedReader reader = open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          lines.add(cells(line, separator));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("readCsv: %s cannot be read.".formatted(file), e);
    }
    List<List<String>> rows = lines.subList(Math.min(header + 1, lines.size()), lines.size());
    int width = rows.isEmpty() ? 0 : rows.getFirst().size();
    List<String> names =
        header < 0
            ? IntStream.range(0, width).mapToObj(String::valueOf).toList()
            : lines.get(header).stream().map(String::strip).toList();
    for (List<String> row : rows) {
      if (row.size() != names.size()) {
        throw new IllegalArgumentException(
            "readCsv: a row of %s has %d columns, but there are %d: %s"
                .formatted(file, row.size(), names.size(), row));
      }
    }
    return new Table(List.copyOf(names), List.copyOf(rows));
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    boolean packed = file.toString().endsWith(".gz");
    return new BufferedReader(
        new InputStreamReader(packed ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
  }

  /** The cells of a line; separators between quotes are part of a cell, two quotes are one. */
  private static List<String> cells(String line, String separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean spaces = separator.equals(SPACES);
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (spaces ? Character.isWhitespace(c) : line.startsWith(separator, i))) {
        add(cells, cell, spaces);
      } else {
        cell.append(c);
      }
    }
    add(cells, cell, spaces);
    return cells;
  }

  private static void add(List<String> cells, StringBuilder cell, boolean onlyFilled) {
    if (!onlyFilled || !cell.isEmpty()) {
      cells.add(cell.toString());
    }
    cell.setLength(0);
  }

  private int place(String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "There is no column \"%s\". There are: %s".formatted(name, names));
    }
    return place;
  }

  /** A column as it is written. */
  public List<String> texts(String name) {
    int place = place(name);
    return rows.stream().map(row -> row.get(place)).toList();
  }

  /** All columns as numbers, float32 {@code (rows, columns)}; what is missing is NaN. */
  public Tensor numbers() {
    return numbers(names.toArray(new String[0]));
  }

  /**
   * Some columns as numbers, float32 {@code (rows, columns)}; empty cells, {@code ?} and {@code NA}
   * are NaN.
   *
   * @throws IllegalArgumentException if a cell holds anything else
   */
  public Tensor numbers(String... columns) {
    float[][] numbers = new float[rows.size()][columns.length];
    for (int j = 0; j < columns.length; j++) {
      int place = place(columns[j]);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i][j] = number(rows.get(i).get(place).strip(), columns[j], i);
      }
    }
    return Tensor.of(numbers);
  }

  private static float number(String cell, String column, int row) {
    if (cell.isEmpty() || cell.equals("?") || cell.equals("NA")) {
      return Float.NaN;
    }
    try {
      return Float.parseFloat(cell);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Row %d of the column \"%s\" is no number: \"%s\". Take it by texts(\"%s\")."
              .formatted(row, column, cell, column),
          e);
    }
  }
}

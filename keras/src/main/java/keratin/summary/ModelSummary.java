package keratin.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import keratin.summary.BoxTable.Side;
import keratin.utils.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * A model as text: its layers in a table, and how many parameters it has. Every character is that
 * of Keras 3.
 *
 * @see <a href="https://keras.io/api/models/model/#summary-method">keras.Model.summary</a>
 */
public final class ModelSummary {
  private static final double[] CHAIN = {0.45, 0.80, 1};
  private static final double[] BRANCHED = {0.3, 0.56, 0.74, 1};
  private static final int LEAST_WIDTH = 4;

  private final Summarized model;
  private int columns = Terminal.columns();
  private @Nullable Integer lineLength;
  private double @Nullable [] positions;
  private boolean expandNested;
  private boolean showTrainable;
  private @Nullable String first;
  private @Nullable String last;

  private ModelSummary(Summarized model) {
    this.model = model;
  }

  /** The summary of a model. */
  public static ModelSummary of(Summarized model) {
    return new ModelSummary(model);
  }

  /** The width of the terminal; that of standard output if not set. */
  public ModelSummary columns(int characters) {
    columns = characters;
    return this;
  }

  /** The length of the table's lines; if not set, 88 (108 with branches) or what fits. */
  public ModelSummary lineLength(int characters) {
    lineLength = characters;
    return this;
  }

  /** Where the columns end, as parts of the line's length. */
  public ModelSummary positions(double... parts) {
    positions = parts.clone();
    return this;
  }

  /** Whether the layers of nested models are shown. */
  public ModelSummary expandNested(boolean on) {
    expandNested = on;
    return this;
  }

  /** Whether a column says which layers training changes. */
  public ModelSummary showTrainable(boolean on) {
    showTrainable = on;
    return this;
  }

  /** Only the layers from one to another; names or patterns that begin them. */
  public ModelSummary layerRange(String from, String to) {
    first = from;
    last = to;
    return this;
  }

  /** Writes it to standard output. */
  public void print() {
    Terminal.print(toString());
  }

  /**
   * The text.
   *
   * @throws IllegalArgumentException if the line is too short for the columns, or no layer matches
   *     the range
   */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(Wrapping.fold("Model: \"" + model.name() + "\"", columns));
    double[] ends = ends();
    int length = lineLength == null ? defaultLength() : lineLength;
    for (String line : table().lines(widths(ends, length), length)) {
      lines.add(line.substring(0, Math.min(columns, line.length())));
    }
    Parameters trainable = model.trainableParameters();
    Parameters nonTrainable = model.nonTrainableParameters();
    Parameters optimizer = model.optimizerParameters();
    Parameters total = trainable.plus(nonTrainable);
    count("Total", optimizer == null ? total : total.plus(optimizer), lines);
    count("Trainable", trainable, lines);
    count("Non-trainable", nonTrainable, lines);
    if (optimizer != null) {
      count("Optimizer", optimizer, lines);
    }
    return String.join("\n", lines) + "\n";
  }

  private void count(String which, Parameters parameters, List<String> lines) {
    lines.addAll(Wrapping.fold(" %s params: %s".formatted(which, parameters), columns));
  }

  private int defaultLength() {
    int wanted = (model.isBranched() ? 108 : 88) + (showTrainable ? 12 : 0);
    return Math.min(wanted, columns - 4);
  }

  private double[] ends() {
    double[] parts = positions != null ? positions : model.isBranched() ? BRANCHED : CHAIN;
    return showTrainable
        ? DoubleStream.concat(Arrays.stream(parts).map(p -> p * 0.90), DoubleStream.of(1)).toArray()
        : parts;
  }

  private static int[] widths(double[] ends, int length) {
    int[] widths = new int[ends.length];
    int filled = 0;
    for (int i = 0; i < ends.length; i++) {
      widths[i] = (int) (ends[i] * length) - filled;
      filled += widths[i];
      if (widths[i] < LEAST_WIDTH) {
        throw new IllegalArgumentException(
            "A line of %d characters is too short for the summary: column %d of %d would get %d. Give"
                    .formatted(length, i + 1, ends.length, widths[i])
                + " it a longer lineLength, or other positions.");
      }
    }
    return widths;
  }

  private BoxTable table() {
    BoxTable table = new BoxTable();
    table.column("Layer (type)", Side.LEFT);
    table.column("Output Shape", Side.LEFT);
    table.column("Param #", Side.RIGHT);
    if (model.isBranched()) {
      table.column("Connected to", Side.LEFT);
    }
    if (showTrainable) {
      table.column("Trainable", Side.CENTER);
    }
    for (LayerRow row : range(model.summaryRows())) {
      add(row, 0, table);
    }
    return table;
  }

  private void add(LayerRow row, int depth, BoxTable table) {
    String prefix = depth == 0 ? "" : "   ".repeat(depth) + "└ ";
    List<String> cells = new ArrayList<>();
    cells.add("%s%s (%s)".formatted(prefix, row.name(), row.className()));
    cells.add(row.outputShape());
    cells.add(row.params() == null ? "0 (unbuilt)" : Parameters.grouped(row.params()));
    if (model.isBranched()) {
      cells.add(row.connections().isEmpty() ? "-" : String.join(", ", row.connections()));
    }
    if (showTrainable) {
      cells.add(row.trainable() == null ? "-" : row.trainable() ? "Y" : "N");
    }
    table.row(cells);
    if (expandNested) {
      for (LayerRow inner : row.nested()) {
        add(inner, depth + 1, table);
      }
    }
  }

  private List<LayerRow> range(List<LayerRow> rows) {
    if (first == null || last == null) {
      return rows;
    }
    int[] from = matches(first, rows);
    int[] to = matches(last, rows);
    if (from.length == 0 || to.length == 0) {
      throw new IllegalArgumentException(
          "No layer's name begins with \"%s\". The layers are: %s"
              .formatted(
                  from.length == 0 ? first : last,
                  String.join(", ", rows.stream().map(LayerRow::name).toList())));
    }
    // Either end may be named first.
    return from[0] > to[to.length - 1]
        ? rows.subList(to[0], from[from.length - 1] + 1)
        : rows.subList(from[0], to[to.length - 1] + 1);
  }

  private static int[] matches(String pattern, List<LayerRow> rows) {
    Predicate<String> begins = name -> Pattern.compile(pattern).matcher(name).lookingAt();
    return IntStream.range(0, rows.size()).filter(i -> begins.test(rows.get(i).name())).toArray();
  }
}

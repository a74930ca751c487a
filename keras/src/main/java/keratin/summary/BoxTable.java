package keratin.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table drawn with lines, the header's heavy:
 *
 * <pre>
 * ┏━━━━━━━━━━━━━━┳━━━━━━━━━┓
 * ┃ Layer (type) ┃ Param # ┃
 * ┡━━━━━━━━━━━━━━╇━━━━━━━━━┩
 * │ out (Dense)  │      27 │
 * └──────────────┴─────────┘
 * </pre>
 */
final class BoxTable {
  private static final int PADDING = 2;

  /** On which side of its column a text stands. */
  enum Side {
    LEFT,
    CENTER,
    RIGHT
  }

  private final List<Side> sides = new ArrayList<>();
  private final List<String> header = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column. */
  void column(String title, Side side) {
    header.add(title);
    sides.add(side);
  }

  /** Adds a row with a text for every column. */
  void row(List<String> cells) {
    rows.add(cells);
  }

  /**
   * The drawn lines.
   *
   * @param wanted what the columns should measure, without padding and lines
   * @param total what the table should measure; columns give way evenly
   */
  List<String> lines(int[] wanted, int total) {
    int[] widths = fit(wanted, total - wanted.length - 1);
    List<String> lines = new ArrayList<>();
    lines.add(rule(widths, "┏━┳┓"));
    lines.addAll(row(header, widths, "┃", true));
    lines.add(rule(widths, "┡━╇┩"));
    for (int i = 0; i < rows.size(); i++) {
      lines.addAll(row(rows.get(i), widths, "│", false));
      if (i < rows.size() - 1) {
        lines.add(rule(widths, "├─┼┤"));
      }
    }
    lines.add(rule(widths, "└─┴┘"));
    return lines;
  }

  /** Widths with padding that together measure {@code total}. */
  private static int[] fit(int[] wanted, int total) {
    int[] widths = Arrays.stream(wanted).map(w -> w + PADDING).toArray();
    int excess = Arrays.stream(widths).sum() - total;
    int sum = total + excess;
    for (int i = 0; i < widths.length; i++) {
      if (excess > 0) {
        // Ties to even, as Python's round.
        int less = (int) Math.rint((double) excess / (widths.length - i));
        less = Math.min(less, widths[i]);
        widths[i] -= less;
        excess -= less;
      } else if (excess < 0) {
        int more = (int) Math.ceil((double) widths[i] * -excess / sum);
        sum -= widths[i];
        widths[i] += more;
        excess += more;
      }
    }
    return widths;
  }

  private static String rule(int[] widths, String corners) {
    StringBuilder line = new StringBuilder();
    line.append(corners.charAt(0));
    for (int i = 0; i < widths.length; i++) {
      line.append(i > 0 ? corners.charAt(2) : "");
      line.append(corners.substring(1, 2).repeat(widths[i]));
    }
    return line.append(corners.charAt(3)).toString();
  }

  private List<String> row(List<String> cells, int[] widths, String border, boolean atBottom) {
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      columns.add(Wrapping.ellipsis(cells.get(i), widths[i] - PADDING));
    }
    int height = columns.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder(border);
      for (int i = 0; i < widths.length; i++) {
        List<String> column = columns.get(i);
        int at = atBottom ? y - (height - column.size()) : y;
        String text = at >= 0 && at < column.size() ? column.get(at) : "";
        line.append(' ').append(justify(text, sides.get(i), widths[i] - PADDING)).append(' ');
        line.append(border);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String justify(String text, Side side, int width) {
    String kept = side == Side.LEFT ? text : text.stripTrailing();
    int free = Math.max(0, width - kept.length());
    int left =
        switch (side) {
          case LEFT -> 0;
          case CENTER -> free / 2;
          case RIGHT -> free;
        };
    return " ".repeat(left) + kept + " ".repeat(free - left);
  }
}

package keratin.tensor;

/** Nested brackets, rows on lines of their own, long rows wrapped: NumPy's array2string. */
final class ArrayLayout {
  private static final int EDGE = 3;

  private final Shape shape;
  private final boolean summary;
  private final String[] words;
  private final String separator;
  private int next;

  /**
   * A layout.
   *
   * @param summary leaves out all but three elements at either end of long axes
   * @param words the formatted elements that will be shown, in row-major order
   */
  ArrayLayout(Shape shape, boolean summary, String[] words, String separator) {
    this.shape = shape;
    this.summary = summary;
    this.words = words;
    this.separator = separator;
  }

  /** For every row index in {@code rows} the flat indices of what a summary shows of it. */
  static int[] shown(int[] rows, int length) {
    int count = Math.min(length, 2 * EDGE);
    int[] indices = new int[rows.length * count];
    for (int i = 0; i < indices.length; i++) {
      int column = i % count;
      boolean fromEnd = length > 2 * EDGE && column >= EDGE;
      indices[i] = rows[i / count] * length + (fromEnd ? length - count + column : column);
    }
    return indices;
  }

  /** The text in lines of {@code width}, of which the first began {@code indent} ago. */
  String text(int width, String indent) {
    next = 0;
    return block(0, indent, width);
  }

  private String block(int axis, String indent, int width) {
    int length = shape.dim(axis);
    boolean cut = summary && length > 2 * EDGE;
    int items = cut ? 2 * EDGE + 1 : length;
    String inner =
        axis == shape.rank() - 1
            ? row(items, cut, indent, width - 1)
            : rows(axis, items, cut, indent, width);
    return "[" + inner.substring(indent.length()) + "]";
  }

  private String rows(int axis, int items, boolean cut, String indent, int width) {
    String lineEnd = separator.stripTrailing() + "\n".repeat(shape.rank() - axis - 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < items; i++) {
      text.append(i > 0 ? lineEnd : "").append(indent);
      text.append(cut && i == EDGE ? "..." : block(axis + 1, indent + " ", width - 1));
    }
    return text.toString();
  }

  private String row(int items, boolean cut, String indent, int width) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i < items; i++) {
      String word = cut && i == EDGE ? "..." : words[next++];
      // A word that is alone on its line would not fit better on the next.
      if (line.length() + word.length() > width && line.length() > indent.length()) {
        text.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent);
      }
      line.append(word).append(i < items - 1 ? separator : "");
    }
    return text.append(line).toString();
  }
}

package keratin.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the brackets of {@code a[1, 0:2, ..., ::-1]}, one per axis, as Python and
 * NumPy read it.
 *
 * @see Tensor#get(Index...)
 */
public sealed interface Index {
  /** A whole axis: {@code :}. */
  Index ALL = new Range(null, null, 1);

  /** As many whole axes as are left: {@code ...}. */
  Index ELLIPSIS = new Ellipsis();

  /** A new axis of length 1: {@code newaxis} or {@code None}. */
  Index NEW_AXIS = new NewAxis();

  /** One element of an axis, which goes away; negative positions count from the end. */
  record At(int position) implements Index {
    @Override
    public String toString() {
      return Integer.toString(position);
    }
  }

  /**
   * A slice of an axis: {@code start:stop:step}.
   *
   * @param start the first position, null for the end that the step begins at
   * @param stop the position before which to end, null for the other end
   * @param step the distance, not 0
   */
  record Range(@Nullable Integer start, @Nullable Integer stop, int step) implements Index {
    /** Refuses a step of 0. */
    public Range {
      if (step == 0) {
        throw new IndexException("A slice's step must not be 0.");
      }
    }

    /** The first position on an axis of this length. */
    int first(int length) {
      return step > 0
          ? clamp(start, length, 0, 0, length)
          : clamp(start, length, length - 1, -1, length - 1);
    }

    /** How many positions there are on an axis of this length. */
    int count(int length) {
      int end =
          step > 0
              ? clamp(stop, length, length, 0, length)
              : clamp(stop, length, -1, -1, length - 1);
      int distance = step > 0 ? end - first(length) : first(length) - end;
      return distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
    }

    private static int clamp(
        @Nullable Integer position, int length, int absent, int lowest, int highest) {
      if (position == null) {
        return absent;
      }
      return Math.clamp((long) (position < 0 ? position + length : position), lowest, highest);
    }

    @Override
    public String toString() {
      String bounds = (start == null ? "" : start) + ":" + (stop == null ? "" : stop);
      return step == 1 ? bounds : bounds + ":" + step;
    }

    boolean isWhole() {
      return (start == null || start == 0) && stop == null && step == 1;
    }
  }

  /** See {@link #ELLIPSIS}. */
  record Ellipsis() implements Index {
    @Override
    public String toString() {
      return "...";
    }
  }

  /** See {@link #NEW_AXIS}. */
  record NewAxis() implements Index {
    @Override
    public String toString() {
      return "newaxis";
    }
  }

  /** One element of an axis, which goes away; negative positions count from the end. */
  static Index at(int position) {
    return new At(position);
  }

  /** {@code start:stop}. */
  static Index range(@Nullable Integer start, @Nullable Integer stop) {
    return new Range(start, stop, 1);
  }

  /** {@code start:stop:step}; null for what is left out. */
  static Index range(@Nullable Integer start, @Nullable Integer stop, int step) {
    return new Range(start, stop, step);
  }

  /**
   * Reads {@code "0:2, ..., ::-1, newaxis"}.
   *
   * @throws IndexException if a part is none of these
   */
  static Index[] parse(String text) {
    List<Index> indices = new ArrayList<>();
    for (String part : text.split(",")) {
      indices.add(one(part.strip(), text));
    }
    return indices.toArray(new Index[0]);
  }

  private static Index one(String part, String text) {
    if (part.equals("...")) {
      return ELLIPSIS;
    } else if (part.matches("(tf\\.|np\\.)?newaxis|None")) {
      return NEW_AXIS;
    } else if (part.matches("[+-]?\\d{1,9}")) {
      return at(Integer.parseInt(part));
    }
    String number = "\\s*([+-]?\\d{1,9})?\\s*";
    Matcher slice = Pattern.compile(number + ":" + number + "(?::" + number + ")?").matcher(part);
    if (!slice.matches()) {
      throw new IndexException(
          ("\"%s\" in the index \"%s\" is not understood.\n"
                  + "  Use positions (3, -1), slices (1:5, ::2), ... and newaxis, with commas"
                  + " between.")
              .formatted(part, text));
    }
    Integer step = number(slice.group(3));
    return range(number(slice.group(1)), number(slice.group(2)), step == null ? 1 : step);
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text == null ? null : Integer.valueOf(text);
  }
}

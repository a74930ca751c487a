package keratin.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import keratin.tensor.DType;
import keratin.tensor.DTypeException;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import keratin.tensor.Utf8;
import org.jspecify.annotations.Nullable;

/** Strings cut into pieces, and pieces that follow each other. */
abstract class StringPieces {
  StringPieces() {}

  /** The strings of a tensor in row-major order. */
  static String[] strings(String op, Tensor x) {
    if (x.dtype() != DType.STRING) {
      throw new DTypeException(
          "%s: strings are needed, but the tensor is %s. Strings.asString(x) writes numbers."
              .formatted(op, x.dtype()));
    }
    return x.toStringArray();
  }

  /** Every string as a row of its pieces. */
  static Ragged pieces(String op, Tensor input, Function<String, List<String>> cut) {
    List<String> all = new ArrayList<>();
    int[] lengths = new int[(int) input.size()];
    String[] strings = strings(op, input);
    for (int i = 0; i < strings.length; i++) {
      List<String> some = cut.apply(strings[i]);
      all.addAll(some);
      lengths[i] = some.size();
    }
    return rows(
        Tensor.ofStrings(Shape.of(all.size()), all.toArray(String[]::new)), lengths, input.shape());
  }

  /** Values as rows of these lengths, arranged in the axes of {@code outer}. */
  static Ragged rows(Tensor values, int[] lengths, Shape outer) {
    if (outer.rank() == 0) {
      return new Ragged(values, List.of());
    }
    List<Ints> splits = new ArrayList<>();
    for (int axis = 1; axis < outer.rank(); axis++) {
      int[] equal = new int[(int) outer.sizeOf(0, axis)];
      Arrays.fill(equal, outer.dim(axis));
      splits.add(splits(equal));
    }
    splits.add(splits(lengths));
    return new Ragged(values, splits);
  }

  private static Ints splits(int[] lengths) {
    int[] splits = new int[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      splits[i + 1] = splits[i] + lengths[i];
    }
    return Ints.of(splits);
  }

  /** The words of every string: what stands between white space. */
  public static Ragged split(Tensor input) {
    return split(input, null, -1);
  }

  /** What stands between the separators in every string. */
  public static Ragged split(Tensor input, @Nullable String sep) {
    return split(input, sep, -1);
  }

  /**
   * What stands between the separators in every string, as Python's {@code split}.
   *
   * @param sep null or {@code ""} for white space, of which any amount is one separator
   * @param maxsplit cuts at most so often; the rest is the last piece. −1 for everywhere
   */
  public static Ragged split(Tensor input, @Nullable String sep, int maxsplit) {
    return pieces("split", input, text -> cut(text, sep == null ? "" : sep, maxsplit));
  }

  private static List<String> cut(String text, String sep, int maxsplit) {
    List<String> pieces = new ArrayList<>();
    int most = maxsplit > 0 ? maxsplit : Integer.MAX_VALUE;
    if (!sep.isEmpty()) {
      int from = 0;
      int at = text.indexOf(sep);
      while (at >= 0 && pieces.size() < most) {
        pieces.add(text.substring(from, at));
        from = at + sep.length();
        at = text.indexOf(sep, from);
      }
      pieces.add(text.substring(from));
      return pieces;
    }
    int from = skip(text, 0, true);
    while (from < text.length()) {
      int to = skip(text, from, false);
      pieces.add(text.substring(from, to));
      from = skip(text, to, true);
      if (pieces.size() == most) {
        pieces.add(text.substring(from));
        break;
      }
    }
    return pieces;
  }

  /** The first position from {@code from} on that is not white space, or that is. */
  static int skip(String text, int from, boolean space) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at)) == space) {
      at++;
    }
    return at;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  /** The bytes of every string, each as a string. */
  public static Ragged bytesSplit(Tensor input) {
    return pieces(
        "bytesSplit",
        input,
        text -> {
          byte[] bytes = Utf8.encode(text);
          List<String> single = new ArrayList<>();
          for (int i = 0; i < bytes.length; i++) {
            single.add(Utf8.decode(bytes, i, i + 1));
          }
          return single;
        });
  }

  // ---- n-grams ----

  /** Neighbours of the last axis, so many at a time, joined by a space. */
  public static Tensor ngrams(Tensor data, int... ngramWidth) {
    return ngrams(data, ngramWidth, " ", null, null, null, false);
  }

  /**
   * Neighbours of the last axis, so many at a time, joined: {@code (…, n)} gives {@code (…, m)};
   * those of the first width come first.
   *
   * @param leftPad what stands before the first one; null for nothing
   * @param rightPad what stands after the last one; null for nothing
   * @param paddingWidth how often these stand there; null for as often as an n-gram reaches
   * @param preserveShortSequences makes one n-gram of a row too short for any
   */
  public static Tensor ngrams(
      Tensor data,
      int[] ngramWidth,
      String separator,
      @Nullable String leftPad,
      @Nullable String rightPad,
      @Nullable Integer paddingWidth,
      boolean preserveShortSequences) {
    Shape outer = data.shape().slice(0, data.rank() - 1);
    int[] lengths = new int[(int) outer.size()];
    Arrays.fill(lengths, data.shape().dim(-1));
    Ragged rows = rows(data.reshape(-1), lengths, outer.rank() == 0 ? Shape.of(1) : outer);
    Ragged grams =
        ngrams(
            rows, ngramWidth, separator, leftPad, rightPad, paddingWidth, preserveShortSequences);
    return outer.rank() == 0 ? grams.flatValues() : grams.toTensor();
  }

  /** As {@link #ngrams(Tensor, int...)} of the innermost rows. */
  public static Ragged ngrams(Ragged data, int... ngramWidth) {
    return ngrams(data, ngramWidth, " ", null, null, null, false);
  }

  /**
   * As {@link #ngrams(Tensor, int[], String, String, String, Integer, boolean)} of the innermost
   * rows.
   */
  public static Ragged ngrams(
      Ragged data,
      int[] ngramWidth,
      String separator,
      @Nullable String leftPad,
      @Nullable String rightPad,
      @Nullable Integer paddingWidth,
      boolean preserveShortSequences) {
    for (int width : ngramWidth) {
      if (width < 1) {
        throw new TensorException(
            "ngrams: a width is %d, but must be at least 1.".formatted(width));
      }
    }
    String[] values = strings("ngrams", data.flatValues());
    Ints splits = data.nestedRowSplits().getLast();
    List<String> all = new ArrayList<>();
    int[] ends = new int[splits.length()];
    for (int row = 1; row < ends.length; row++) {
      List<String> items = Arrays.asList(values).subList(splits.get(row - 1), splits.get(row));
      int before = all.size();
      for (int width : ngramWidth) {
        boolean pads = leftPad != null || rightPad != null;
        int most = paddingWidth == null ? width - 1 : paddingWidth;
        int padding = pads ? Math.min(most, width - 1) : 0;
        windows(padded(items, leftPad, rightPad, padding), width, separator, all);
      }
      if (all.size() == before && preserveShortSequences && !items.isEmpty()) {
        int padding = paddingWidth == null ? 0 : paddingWidth;
        List<String> whole = padded(items, leftPad, rightPad, padding);
        windows(whole, whole.size(), separator, all);
      }
      ends[row] = all.size();
    }
    List<Ints> nested = new ArrayList<>(data.nestedRowSplits());
    nested.set(nested.size() - 1, Ints.of(ends));
    return new Ragged(Tensor.ofStrings(Shape.of(all.size()), all.toArray(String[]::new)), nested);
  }

  private static List<String> padded(
      List<String> items, @Nullable String left, @Nullable String right, int count) {
    List<String> padded = new ArrayList<>(items);
    for (int i = 0; i < count; i++) {
      if (left != null) {
        padded.addFirst(left);
      }
      if (right != null) {
        padded.addLast(right);
      }
    }
    return padded;
  }

  private static void windows(List<String> items, int width, String separator, List<String> to) {
    for (int i = 0; i + width <= items.size(); i++) {
      to.add(String.join(separator, items.subList(i, i + width)));
    }
  }
}

package keratin.utils;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of different lengths in one tensor.
 *
 * {@snippet :
 * Tensor x = Sequences.padSequences(List.of(List.of(1), List.of(2, 3), List.of(4, 5, 6)));
 * // [[0 0 1] [0 2 3] [4 5 6]]
 * }
 *
 * @see <a href="https://keras.io/api/data_loading/timeseries/">keras.utils.pad_sequences</a>
 */
public final class Sequences {
  private Sequences() {}

  /** As many steps as the longest has, zeros in front of the others; int32. */
  public static Tensor padSequences(List<?> sequences) {
    return padSequences(sequences, null, DType.INT32, "pre", "pre", 0);
  }

  /** {@code maxlen} steps: zeros in front of shorter ones, of longer ones the last steps; int32. */
  public static Tensor padSequences(List<?> sequences, int maxlen) {
    return padSequences(sequences, maxlen, DType.INT32, "pre", "pre", 0);
  }

  /**
   * Sequences padded and cut to one length.
   *
   * @param sequences lists or arrays of numbers, or of arrays of one shape
   * @param maxlen the length; null is that of the longest
   * @param padding {@code "pre"} or {@code "post"}: where short ones are filled
   * @param truncating {@code "pre"} or {@code "post"}: where long ones are cut
   * @param value what they are filled with
   * @return {@code (sequences, maxlen, …)}
   * @throws ShapeException if the steps of two sequences differ in shape
   */
  public static Tensor padSequences(
      List<?> sequences,
      @Nullable Integer maxlen,
      DType dtype,
      String padding,
      String truncating,
      double value) {
    boolean padsFront = isFront("padding", padding);
    boolean cutsFront = isFront("truncating", truncating);
    if (dtype == DType.INT32 && value == (int) value && areInts(sequences)) {
      return padInts(sequences, maxlen, padsFront, cutsFront, (int) value);
    }
    List<@Nullable Tensor> tensors = new ArrayList<>();
    Shape step = Shape.SCALAR;
    int longest = 0;
    for (Object sequence : sequences) {
      Tensor tensor = isEmpty(sequence) ? null : Tensor.of(sequence, dtype);
      tensors.add(tensor);
      if (tensor != null) {
        longest = Math.max(longest, tensor.shape().dim(0));
        step = tensor.shape().slice(1, tensor.rank());
      }
    }
    int length = maxlen == null ? longest : maxlen;
    Tensor filled = Tensor.full(dtype, value, step.prepend(length).dims());
    List<Tensor> rows = new ArrayList<>();
    for (Tensor tensor : tensors) {
      rows.add(tensor == null ? filled : fit(tensor, step, length, padsFront, cutsFront, value));
    }
    return rows.isEmpty() ? Tensor.full(dtype, value, 0, length) : Ops.stack(0, rows);
  }

  /**
   * Sequences of texts padded and cut to one length.
   *
   * @param sequences lists or arrays of texts
   * @param maxlen the length; null is that of the longest
   * @param dtype {@link DType#STRING}, as texts are filled with texts
   * @param padding {@code "pre"} or {@code "post"}: where short ones are filled
   * @param truncating {@code "pre"} or {@code "post"}: where long ones are cut
   * @param value what they are filled with
   * @return strings, {@code (sequences, maxlen)}
   * @throws IllegalArgumentException if {@code dtype} is another
   */
  public static Tensor padSequences(
      List<?> sequences,
      @Nullable Integer maxlen,
      DType dtype,
      String padding,
      String truncating,
      String value) {
    if (dtype != DType.STRING) {
      throw new IllegalArgumentException(
          "padSequences: the value \"%s\" is a text, but dtype is %s. Use DType.STRING for texts, or a number as value."
              .formatted(value, dtype));
    }
    List<String[]> rows = sequences.stream().map(Sequences::texts).toList();
    int length = maxlen == null ? longest(rows) : maxlen;
    String[] all = new String[Math.multiplyExact(rows.size(), length)];
    Arrays.fill(all, value);
    copy(rows, length, isFront("padding", padding), isFront("truncating", truncating), all);
    return Tensor.ofStrings(Shape.of(rows.size(), length), all);
  }

  private static String[] texts(Object sequence) {
    return sequence instanceof Object[] array
        ? Arrays.stream(array).map(String::valueOf).toArray(String[]::new)
        : ((List<?>) sequence).stream().map(String::valueOf).toArray(String[]::new);
  }

  private static int longest(List<?> rows) {
    return rows.stream().mapToInt(Array::getLength).max().orElse(0);
  }

  /** Puts rows of any length into an array of rows of one length. */
  private static void copy(
      List<?> rows, int length, boolean padsFront, boolean cutsFront, Object all) {
    for (int i = 0; i < rows.size(); i++) {
      Object row = rows.get(i);
      int own = Array.getLength(row);
      int kept = Math.min(own, length);
      int to = i * length + (padsFront ? length - kept : 0);
      System.arraycopy(row, cutsFront ? own - kept : 0, all, to, kept);
    }
  }

  private static boolean areInts(List<?> sequences) {
    return !sequences.isEmpty() && sequences.stream().allMatch(int[].class::isInstance);
  }

  /** Word numbers, without a tensor for each text. */
  private static Tensor padInts(
      List<?> sequences,
      @Nullable Integer maxlen,
      boolean padsFront,
      boolean cutsFront,
      int value) {
    List<int[]> rows = sequences.stream().map(int[].class::cast).toList();
    int length = maxlen == null ? longest(rows) : maxlen;
    int[] all = new int[Math.multiplyExact(rows.size(), length)];
    Arrays.fill(all, value);
    copy(rows, length, padsFront, cutsFront, all);
    return Tensor.of(all, Shape.of(rows.size(), length));
  }

  private static Tensor fit(
      Tensor x, Shape step, int length, boolean padsFront, boolean cutsFront, double value) {
    Shape own = x.shape().slice(1, x.rank());
    if (!own.equals(step)) {
      throw new ShapeException(
          "padSequences: the steps of one sequence have the shape %s, those of another %s."
              .formatted(own, step));
    }
    int steps = x.shape().dim(0);
    if (steps >= length) {
      return x.slice(0, cutsFront ? steps - length : 0, length);
    }
    int[][] paddings = new int[x.rank()][2];
    paddings[0][padsFront ? 0 : 1] = length - steps;
    return Ops.pad(x, paddings, value);
  }

  private static boolean isFront(String what, String where) {
    return switch (where) {
      case "pre" -> true;
      case "post" -> false;
      default ->
          throw new IllegalArgumentException(
              "padSequences: %s is \"pre\" or \"post\", but \"%s\" came.".formatted(what, where));
    };
  }

  private static boolean isEmpty(Object sequence) {
    return sequence instanceof List<?> list
        ? list.isEmpty()
        : sequence.getClass().isArray() && Array.getLength(sequence) == 0;
  }
}

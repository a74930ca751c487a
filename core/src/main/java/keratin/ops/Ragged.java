package keratin.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import keratin.tensor.Ints;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Rows of different lengths: all their elements one after the other, and where every row begins.
 *
 * <p>Row {@code i} is {@code flatValues[splits[i] : splits[i + 1]]}. With several lists of splits
 * the rows of the last one are the elements of the one before. Without any it is a plain vector:
 * what splitting a single string gives.
 *
 * {@snippet :
 * Ragged words = Strings.split(Tensor.of(new String[] {"a b", "c"}));
 * words.toList();                    // [[a, b], [c]]
 * words.toTensor();                  // [[b'a' b'b'] [b'c' b'']]
 * words.rowLengths();                // [2 1]
 * }
 *
 * @param flatValues all elements, {@code (count,)}
 * @param nestedRowSplits for every ragged axis, the outer ones first, where its rows begin, and the
 *     count at the end
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/RaggedTensor">tf.RaggedTensor</a>
 */
public record Ragged(Tensor flatValues, List<Ints> nestedRowSplits) {
  /**
   * Checks that the splits ascend from 0 to the number of elements that they cut.
   *
   * @throws ShapeException if they do not
   */
  public Ragged {
    if (flatValues.rank() != 1) {
      throw new ShapeException(
          "ragged: the values must have one axis, but their shape is " + flatValues.shape() + ".");
    }
    nestedRowSplits = List.copyOf(nestedRowSplits);
    int count = flatValues.shape().dim(0);
    for (int level = nestedRowSplits.size() - 1; level >= 0; level--) {
      Ints splits = nestedRowSplits.get(level);
      boolean ascends = splits.length() > 0 && splits.get(0) == 0;
      for (int i = 1; ascends && i < splits.length(); i++) {
        ascends = splits.get(i) >= splits.get(i - 1);
      }
      if (!ascends || splits.get(splits.length() - 1) != count) {
        throw new ShapeException(
            "ragged: row splits must ascend from 0 to %d, the number of elements, but are %s."
                .formatted(count, splits));
      }
      count = splits.length() - 1;
    }
  }

  /** The number of axes. */
  public int rank() {
    return nestedRowSplits.size() + 1;
  }

  /** The lengths of the outermost rows, int64. */
  public Tensor rowLengths() {
    if (nestedRowSplits.isEmpty()) {
      throw new ShapeException("ragged: a vector has no rows.");
    }
    Ints splits = nestedRowSplits.getFirst();
    long[] lengths = new long[splits.length() - 1];
    Arrays.setAll(lengths, i -> splits.get(i + 1) - (long) splits.get(i));
    return Tensor.of(lengths, Shape.of(lengths.length));
  }

  /** The same rows of other values: {@code words.map(Strings::lower)}. */
  public Ragged map(UnaryOperator<Tensor> function) {
    return new Ragged(function.apply(flatValues), nestedRowSplits);
  }

  /** As a tensor with short rows filled up: with {@code ""}, 0 or false. */
  public Tensor toTensor() {
    int[] dims = new int[rank()];
    if (nestedRowSplits.isEmpty()) {
      return flatValues;
    }
    dims[0] = nestedRowSplits.getFirst().length() - 1;
    for (int level = 0; level < nestedRowSplits.size(); level++) {
      Ints splits = nestedRowSplits.get(level);
      for (int i = 1; i < splits.length(); i++) {
        dims[level + 1] = Math.max(dims[level + 1], splits.get(i) - splits.get(i - 1));
      }
    }
    Shape shape = Shape.of(dims);
    int[] places = new int[(int) shape.size()];
    place(0, 0, dims[0], 0, places, dims);
    // Position 0 is the filling, in front of the values.
    Tensor filled = Ops.pad(flatValues, new int[][] {{1, 0}});
    return filled.gather(Tensor.of(places, shape), 0);
  }

  /** Writes, for the rows {@code from} to before {@code to} of a level, where their values are. */
  private void place(int level, int from, int to, int at, int[] places, int[] dims) {
    int inner = (int) Shape.of(dims).sizeOf(level + 1, dims.length);
    for (int i = from; i < to; i++) {
      int here = at + (i - from) * inner;
      if (level == nestedRowSplits.size()) {
        places[here] = i + 1;
      } else {
        Ints splits = nestedRowSplits.get(level);
        place(level + 1, splits.get(i), splits.get(i + 1), here, places, dims);
      }
    }
  }

  /** Lists in lists: strings, longs, doubles or booleans. */
  public List<Object> toList() {
    List<Object> items = new ArrayList<>();
    switch (flatValues.dtype()) {
      case STRING -> items.addAll(List.of(flatValues.toStringArray()));
      case BOOL -> {
        for (boolean b : flatValues.toBooleanArray()) {
          items.add(b);
        }
      }
      default -> {
        boolean real = flatValues.dtype().isFloating();
        double[] reals = real ? flatValues.toDoubleArray() : new double[0];
        long[] longs = real ? new long[0] : flatValues.toLongArray();
        for (int i = 0; i < flatValues.size(); i++) {
          items.add(real ? (Object) reals[i] : (Object) longs[i]);
        }
      }
    }
    for (Ints splits : nestedRowSplits.reversed()) {
      List<Object> rows = new ArrayList<>();
      for (int i = 1; i < splits.length(); i++) {
        rows.add(List.copyOf(items.subList(splits.get(i - 1), splits.get(i))));
      }
      items = rows;
    }
    return items;
  }

  /** As TensorFlow prints it: {@code <tf.RaggedTensor [[b'a', b'b'], [b'c']]>}. */
  @Override
  public String toString() {
    return nestedRowSplits.isEmpty()
        ? flatValues.toString()
        : "<tf.RaggedTensor " + text(toList()) + ">";
  }

  private static String text(Object item) {
    return switch (item) {
      case List<?> list ->
          list.stream().map(Ragged::text).collect(Collectors.joining(", ", "[", "]"));
      case Boolean b -> b ? "True" : "False";
      case String s -> {
        String repr = Tensor.of(s).repr();
        yield repr.substring(repr.indexOf("numpy=") + "numpy=".length(), repr.length() - 1);
      }
      default -> item.toString();
    };
  }
}

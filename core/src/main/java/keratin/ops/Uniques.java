package keratin.ops;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What occurs in a tensor, where, and how often. */
abstract class Uniques extends Sorting {
  Uniques() {}

  /**
   * What occurs in a vector.
   *
   * @param values every value once, in the order of first occurrence
   * @param indices for every element the position of its value; int32
   * @param counts how often each value occurs; int32
   */
  public record Unique(Tensor values, Tensor indices, Tensor counts) {}

  /**
   * The different elements of a vector in the order of first occurrence: {@code tf.unique}. {@link
   * #unique(Tensor, boolean, Integer, Integer, Double)} sorts them.
   */
  public static Unique unique(Tensor x) {
    if (x.rank() != 1) {
      throw new ShapeException(
          "unique: x must be a vector, but its shape is %s. Ravel it: x.reshape(-1)"
              .formatted(x.shape()));
    }
    Found found = found(elements(x));
    return new Unique(
        picked(x, found.first, 0), ints(x, found.inverse, x.shape()), vector(x, found.counts));
  }

  /** As {@link #unique(Tensor)}: TensorFlow's name. */
  public static Unique uniqueWithCounts(Tensor x) {
    return unique(x);
  }

  /**
   * What occurs along an axis.
   *
   * @param values every slice once
   * @param index where each was found first; int32
   * @param inverse for every slice of x the position of its value; int32
   * @param counts how often each value occurs; int32
   */
  public record UniqueSlices(Tensor values, Tensor index, Tensor inverse, Tensor counts) {}

  /**
   * The different elements of a tensor, or slices along an axis.
   *
   * {@snippet :
   * Tensor x = Tensor.of(new int[] {3, 1, 2, 1});
   * Ops.unique(x, true, null, null, null).values();      // [1, 2, 3]
   * }
   *
   * @param sorted puts them in rising order, slices in that of their elements; else they come in
   *     the order of first occurrence
   * @param axis the axis of the slices; null for elements
   * @param size cuts the result, or fills it up to this length; null for as many as there are
   * @param fillValue what it is filled with; null for 0
   */
  public static UniqueSlices unique(
      Tensor x,
      boolean sorted,
      @Nullable Integer axis,
      @Nullable Integer size,
      @Nullable Double fillValue) {
    Tensor slices = axis == null ? x.reshape(-1) : x;
    int at = axis == null ? 0 : x.shape().axis(axis);
    Comparable<?>[][] rows = rows(slices, at);
    Found found = found(rows.length > 0 && rows[0].length == 1 ? column(rows) : lists(rows));
    if (sorted) {
      found = found.sorted(rows);
    }
    Tensor values = picked(slices, found.first, at);
    Tensor inverse = ints(x, found.inverse, axis == null ? x.shape() : Shape.of(rows.length));
    Tensor index = vector(x, found.first);
    Tensor counts = vector(x, found.counts);
    if (size == null) {
      return new UniqueSlices(values, index, inverse, counts);
    }
    return new UniqueSlices(
        sized(values, at, size, fillValue == null ? 0 : fillValue),
        sized(index, 0, size, 1),
        inverse,
        sized(counts, 0, size, 0));
  }

  private static Tensor sized(Tensor x, int axis, int size, double fill) {
    int length = x.shape().dim(axis);
    int[][] paddings = new int[x.rank()][2];
    paddings[axis][1] = Math.max(0, size - length);
    return pad(x.slice(axis, 0, Math.min(length, size)), paddings, fill);
  }

  /** The elements of every slice along an axis, in their order. */
  private static Comparable<?>[][] rows(Tensor x, int axis) {
    int count = x.shape().dim(axis);
    Comparable<?>[] all = elements(swapaxes(x, 0, axis));
    int length = count == 0 ? 0 : all.length / count;
    Comparable<?>[][] rows = new Comparable<?>[count][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * length, (i + 1) * length));
    return rows;
  }

  private static Object[] column(Comparable<?>[][] rows) {
    return Arrays.stream(rows).map(row -> row[0]).toArray();
  }

  private static Object[] lists(Comparable<?>[][] rows) {
    return Arrays.stream(rows).map(Arrays::asList).toArray();
  }

  private static Comparable<?>[] elements(Tensor x) {
    return switch (x.dtype()) {
      case STRING -> x.toStringArray();
      case FLOAT8_E4M3FN, FLOAT8_E5M2, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
          // −0 and 0 are one number.
          Arrays.stream(x.toDoubleArray()).mapToObj(v -> v + 0.0).toArray(Double[]::new);
      default -> Arrays.stream(x.toLongArray()).boxed().toArray(Long[]::new);
    };
  }

  /** Where each value was first, which value each element has, and how often values occur. */
  private record Found(int[] first, int[] inverse, int[] counts) {
    Found sorted(Comparable<?>[][] rows) {
      int[] order =
          IntStream.range(0, first.length)
              .boxed()
              .sorted(Comparator.comparing(i -> rows[first[i]], Uniques::compare))
              .mapToInt(i -> i)
              .toArray();
      int[] place = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        place[order[i]] = i;
      }
      return new Found(
          Arrays.stream(order).map(i -> first[i]).toArray(),
          Arrays.stream(inverse).map(i -> place[i]).toArray(),
          Arrays.stream(order).map(i -> counts[i]).toArray());
    }
  }

  @SuppressWarnings("unchecked")
  private static int compare(Comparable<?>[] a, Comparable<?>[] b) {
    for (int i = 0; i < a.length; i++) {
      int order = ((Comparable<Object>) a[i]).compareTo(b[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Found found(Object[] elements) {
    Map<Object, Integer> numbers = new LinkedHashMap<>();
    int[] inverse = new int[elements.length];
    int[] first = new int[elements.length];
    int[] counts = new int[elements.length];
    int size = 0;
    for (int i = 0; i < elements.length; i++) {
      // No nan equals another.
      Integer known = hasNan(elements[i]) ? null : numbers.get(elements[i]);
      if (known == null) {
        numbers.put(elements[i], size);
        first[size] = i;
        known = size++;
      }
      inverse[i] = known;
      counts[known]++;
    }
    return new Found(Arrays.copyOf(first, size), inverse, Arrays.copyOf(counts, size));
  }

  private static boolean hasNan(Object element) {
    return switch (element) {
      case Double d -> d.isNaN();
      case List<?> row -> row.stream().anyMatch(Uniques::hasNan);
      default -> false;
    };
  }

  private static Tensor vector(Tensor like, int[] numbers) {
    return ints(like, numbers, Shape.of(numbers.length));
  }

  private static Tensor ints(Tensor like, int[] numbers, Shape shape) {
    return Engine.beside(like, () -> Tensor.of(numbers, shape));
  }

  private static Tensor picked(Tensor x, int[] positions, int axis) {
    if (x.dtype() == DType.STRING && x.rank() == 1) {
      String[] all = x.toStringArray();
      String[] picked = Arrays.stream(positions).mapToObj(i -> all[i]).toArray(String[]::new);
      return Engine.beside(x, () -> Tensor.ofStrings(Shape.of(picked.length), picked));
    }
    return x.gather(vector(x, positions), axis);
  }
}

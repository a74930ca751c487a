package keratin.utils;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import keratin.data.Dataset;
import keratin.data.Element;
import keratin.memory.Memory;
import keratin.random.PythonRandom;
import org.jspecify.annotations.Nullable;

/**
 * Two parts of a dataset, for training and for tests.
 *
 * {@snippet :
 * var parts = SplitDataset.splitDataset(Dataset.range(10), 0.8, null, true, 1L);
 * parts.left().cardinality();     // 8
 * }
 *
 * @param left the first elements, shuffled if that was asked for
 * @param right the last ones
 * @see <a href="https://keras.io/api/utils/python_utils/">keras.utils.split_dataset</a>
 */
public record SplitDataset(Dataset left, Dataset right) {
  private static final int LARGEST_SEED = 1_000_000;

  /** The first elements and the rest; {@code leftSize} as below. */
  public static SplitDataset splitDataset(Dataset dataset, Number leftSize) {
    return splitDataset(dataset, leftSize, null, false, null);
  }

  /**
   * Two parts of a dataset, which is read into memory for it.
   *
   * @param leftSize a whole number of elements, or a double for a part of them; null for what is
   *     left
   * @param rightSize likewise; one of the two must be given
   * @param shuffle whether elements are shuffled first
   * @param seed of that order; null for any
   * @throws IllegalArgumentException if a part would be empty, or both are too large
   */
  public static SplitDataset splitDataset(
      Dataset dataset,
      @Nullable Number leftSize,
      @Nullable Number rightSize,
      boolean shuffle,
      @Nullable Long seed) {
    if (leftSize == null && rightSize == null) {
      throw new IllegalArgumentException("splitDataset: give leftSize, rightSize, or both.");
    }
    List<Element> all = new ArrayList<>();
    dataset.forEach(e -> all.add(Memory.keep(e)));
    int total = all.size();
    Integer given = leftSize == null ? null : size(leftSize, total);
    int right = rightSize == null ? total - given(given) : size(rightSize, total);
    int left = given == null ? total - right : given;
    if (left < 1 || right < 1 || left + right > total) {
      throw new IllegalArgumentException(
          "splitDataset: both parts need elements, together %d at most, but %s and %s are %d and %d."
              .formatted(total, leftSize, rightSize, left, right));
    }
    int[] order = IntStream.range(0, total).toArray();
    if (shuffle) {
      long start = seed == null ? ThreadLocalRandom.current().nextInt(LARGEST_SEED) : seed;
      order = new PythonRandom(start).permutation(total);
    }
    return new SplitDataset(part(all, order, 0, left), part(all, order, total - right, total));
  }

  private static int given(@Nullable Integer size) {
    return size == null ? 0 : size;
  }

  private static int size(Number size, int total) {
    boolean whole = size instanceof Integer || size instanceof Long;
    return whole ? size.intValue() : (int) Math.rint(size.doubleValue() * total);
  }

  private static Dataset part(List<Element> all, int[] order, int from, int to) {
    return Dataset.fromElements(
        IntStream.range(from, to).mapToObj(i -> all.get(order[i])).toList());
  }
}

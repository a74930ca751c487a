package keratin.layers;

import java.util.Collections;
import java.util.List;
import keratin.config.Kind;

/** Options that hold a whole number for every spatial axis; one number stands for all axes. */
public final class Sizes {
  private Sizes() {}

  /** Numbers above 0: sizes of windows, strides, dilations. */
  public static Kind<List<Integer>> positive(int axes) {
    return kind(axes, 1, "positive integer");
  }

  /** Numbers from 0 on. */
  public static Kind<List<Integer>> notNegative(int axes) {
    return kind(axes, 0, "integer from 0 on");
  }

  private static Kind<List<Integer>> kind(int axes, int least, String one) {
    String name = axes == 1 ? "a " + one : "a " + one + ", or a list of " + axes;
    return new Kind<>(name.replace("a integer", "an integer"), v -> parse(v, axes, least), v -> v);
  }

  private static List<Integer> parse(Object source, int axes, int least) {
    List<Integer> numbers = Kind.INTS.parse().apply(source);
    boolean one = source instanceof Number;
    if (!one && numbers.size() != axes || numbers.stream().anyMatch(n -> n < least)) {
      throw new IllegalArgumentException();
    }
    return one ? Collections.nCopies(axes, numbers.getFirst()) : numbers;
  }

  /** As the ops take them. */
  public static int[] array(List<Integer> sizes) {
    return sizes.stream().mapToInt(n -> n).toArray();
  }
}

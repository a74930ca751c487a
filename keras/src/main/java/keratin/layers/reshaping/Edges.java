package keratin.layers.reshaping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import keratin.config.Kind;

/**
 * How many elements lie before and after every spatial axis: what padding adds, and cropping takes
 * away.
 *
 * @param pairs {@code [before, after]} for every axis
 */
record Edges(List<List<Integer>> pairs) {
  /** Options that hold edges: a number for all, a number for every axis, or a pair for each. */
  static Kind<Edges> kind(int axes) {
    return axes == 1
        ? new Kind<>(
            "an integer from 0 on, or a list [before, after]",
            v -> new Edges(List.of(pair(v))),
            edges -> edges.pairs.getFirst())
        : new Kind<>(
            "an integer from 0 on, or a list of %d, or of %d lists [before, after]"
                .formatted(axes, axes),
            v -> new Edges(pairs(v, axes)),
            Edges::pairs);
  }

  private static List<List<Integer>> pairs(Object source, int axes) {
    List<?> given =
        switch (source) {
          case Number n -> Collections.nCopies(axes, n);
          case int[] numbers -> Arrays.stream(numbers).boxed().toList();
          case int[][] rows -> Arrays.asList(rows);
          case List<?> list -> list;
          default -> throw new IllegalArgumentException();
        };
    if (given.size() != axes) {
      throw new IllegalArgumentException();
    }
    List<List<Integer>> pairs = new ArrayList<>();
    given.forEach(edge -> pairs.add(pair(edge)));
    return List.copyOf(pairs);
  }

  private static List<Integer> pair(Object source) {
    List<Integer> numbers = Kind.INTS.parse().apply(source);
    List<Integer> pair =
        source instanceof Number ? Collections.nCopies(2, numbers.getFirst()) : numbers;
    if (pair.size() != 2 || pair.stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException();
    }
    return pair;
  }

  int before(int axis) {
    return pairs.get(axis).get(0);
  }

  int after(int axis) {
    return pairs.get(axis).get(1);
  }
}

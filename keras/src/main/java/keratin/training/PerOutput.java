package keratin.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what {@code compile} was given for every output of a model: losses, weights, metrics. */
final class PerOutput {
  private PerOutput() {}

  /**
   * What is given in the form of outputs that are lists and maps inside each other, as a list;
   * other things as they are.
   */
  static @Nullable Object inOrder(String what, @Nullable Object source, @Nullable Object form) {
    boolean nested =
        form instanceof Map<?, ?> parts
            && !parts.values().stream().allMatch(String.class::isInstance);
    return nested && source instanceof Map && form != null
        ? Nested.along(what, form, source)
        : source;
  }

  /**
   * One entry for every output, null for none.
   *
   * @param what how errors call it
   * @param source the same for all, a list, or a map by name
   * @param names of the outputs; empty if they have none
   * @throws IllegalArgumentException if a list has more or fewer, or a map names another output
   */
  static List<@Nullable Object> of(
      String what, @Nullable Object source, int outputs, List<String> names) {
    return switch (source) {
      case null -> Collections.nCopies(outputs, null);
      case Map<?, ?> map -> byName(what, map, names);
      case List<?> list -> {
        if (list.size() != outputs) {
          throw new IllegalArgumentException(
              "The model has %d outputs, but %s holds %d: %s"
                  .formatted(outputs, what, list.size(), list));
        }
        yield new ArrayList<>(list);
      }
      default -> Collections.nCopies(outputs, source);
    };
  }

  /** Metrics: for one output, all that were listed; for several, a list of them for each. */
  static List<List<Object>> metrics(
      String what, List<Object> given, int outputs, List<String> names) {
    if (given.isEmpty()) {
      return Collections.nCopies(outputs, List.of());
    }
    Object source = given.size() == 1 && given.getFirst() instanceof Map<?, ?> map ? map : given;
    if (outputs == 1 && source == given) {
      return List.of(given.stream().flatMap(item -> list(item).stream()).toList());
    }
    return of(what, source, outputs, names).stream().map(PerOutput::list).toList();
  }

  private static List<Object> list(@Nullable Object item) {
    return item == null
        ? List.of()
        : item instanceof List<?> list ? List.copyOf(list) : List.of(item);
  }

  private static List<@Nullable Object> byName(String what, Map<?, ?> map, List<String> names) {
    if (!names.containsAll(map.keySet())) {
      throw new IllegalArgumentException(
          "%s is for %s, but the model's outputs are %s."
              .formatted(what, new TreeSet<>(map.keySet()), names));
    }
    List<@Nullable Object> entries = new ArrayList<>();
    names.forEach(name -> entries.add(map.get(name)));
    return entries;
  }
}

package keratin.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lists and maps inside each other, and what they hold in order. Maps count in the order of their
 * keys, as in Keras.
 *
 * <p>What a model takes has a form: a name for a single tensor, or a list or map of forms.
 */
final class Nested {
  private Nested() {}

  /** What is inside, in order; something that is neither list nor map is all there is. */
  static List<@Nullable Object> flat(@Nullable Object data) {
    List<@Nullable Object> all = new ArrayList<>();
    collect(data, all);
    return all;
  }

  private static void collect(@Nullable Object data, List<@Nullable Object> into) {
    switch (data) {
      case List<?> list -> list.forEach(item -> collect(item, into));
      case Map<?, ?> map -> new TreeMap<>(map).values().forEach(item -> collect(item, into));
      case null, default -> into.add(data);
    }
  }

  /**
   * What is given for each name of a form, in order. A list may stand for a map, in the order of
   * its keys, and a flat list for everything; a map for a list is read by the names.
   *
   * @param role how errors call it
   * @throws IllegalArgumentException if something is missing
   */
  static List<@Nullable Object> along(String role, Object form, @Nullable Object data) {
    List<@Nullable Object> names = flat(form);
    if (data instanceof List<?> list
        && list.size() == names.size()
        && list.stream().noneMatch(item -> item instanceof List || item instanceof Map)) {
      return new ArrayList<>(list);
    }
    return switch (form) {
      case Map<?, ?> parts -> parts(role, new TreeMap<>(parts), data);
      case List<?> parts when data instanceof Map<?, ?> map -> byName(role, map, names);
      case List<?> parts -> items(role, parts, data);
      default ->
          data instanceof Map<?, ?> map
              ? byName(role, map, names)
              : data instanceof List<?> list ? flat(list) : flat(data);
    };
  }

  private static List<@Nullable Object> parts(String role, Map<?, ?> parts, @Nullable Object data) {
    if (!(data instanceof Map<?, ?> map)) {
      return items(role, List.copyOf(parts.values()), data);
    }
    requireKeys(role, map, List.copyOf(parts.keySet()));
    List<@Nullable Object> all = new ArrayList<>();
    parts.forEach(
        (key, part) -> all.addAll(along("%s[%s]".formatted(role, key), part(part), map.get(key))));
    return all;
  }

  private static List<@Nullable Object> items(String role, List<?> parts, @Nullable Object data) {
    if (!(data instanceof List<?> list) || list.size() != parts.size()) {
      throw new IllegalArgumentException(
          "%s must have the form %s, but %s came.".formatted(role, parts, described(data)));
    }
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      all.addAll(along("%s[%d]".formatted(role, i), part(parts.get(i)), list.get(i)));
    }
    return all;
  }

  private static List<@Nullable Object> byName(
      String role, Map<?, ?> map, List<@Nullable Object> names) {
    requireKeys(role, map, names);
    List<@Nullable Object> all = new ArrayList<>();
    names.forEach(name -> all.add(map.get(name)));
    return all;
  }

  private static void requireKeys(String role, Map<?, ?> map, List<?> names) {
    if (!map.keySet().containsAll(names)) {
      throw new IllegalArgumentException(
          "%s holds %s, but the model needs %s."
              .formatted(role, new TreeSet<>(map.keySet()), names));
    }
  }

  private static Object part(@Nullable Object form) {
    return Objects.requireNonNull(form, "a form has no empty parts");
  }

  private static String described(@Nullable Object data) {
    return switch (data) {
      case List<?> list -> "a list of %d".formatted(list.size());
      case Map<?, ?> map -> "a map of %s".formatted(new TreeSet<>(map.keySet()));
      case null -> "nothing";
      default -> "a single " + data.getClass().getSimpleName();
    };
  }
}

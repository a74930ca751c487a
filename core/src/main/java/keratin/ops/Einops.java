package keratin.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;

/** Patterns of named axes, {@code "b (h p) c -> b h (p c)"}: what each axis is made of. */
final class Einops {
  private static final Pattern AXIS = Pattern.compile("\\(([\\w\\s]*)\\)|(\\w+)");

  private Einops() {}

  static Tensor rearrange(Tensor x, String pattern, Map<String, Integer> given) {
    String[] sides = pattern.split("->", -1);
    if (sides.length != 2) {
      throw new TensorException(
          "rearrange: a pattern has two sides, as \"b h w -> b (h w)\", but is \"%s\"."
              .formatted(pattern));
    }
    List<List<String>> from = axes(pattern, sides[0]);
    List<List<String>> to = axes(pattern, sides[1]);
    if (from.size() != x.rank()) {
      throw new ShapeException(
          "rearrange: \"%s\" names %d axes, but the shape is %s."
              .formatted(pattern, from.size(), x.shape()));
    }
    Map<String, Integer> lengths = new HashMap<>(given);
    for (int i = 0; i < from.size(); i++) {
      measure(pattern, from.get(i), x.shape().dim(i), lengths);
    }
    List<String> old = from.stream().flatMap(List::stream).toList();
    List<String> next = to.stream().flatMap(List::stream).toList();
    if (old.size() != next.size() || !next.containsAll(old)) {
      throw new TensorException(
          "rearrange: both sides of \"%s\" must name the same axes.".formatted(pattern));
    }
    int[] apart = old.stream().mapToInt(lengths::get).toArray();
    int[] order = next.stream().mapToInt(old::indexOf).toArray();
    int[] joined =
        to.stream()
            .mapToInt(group -> group.stream().mapToInt(lengths::get).reduce(1, (a, b) -> a * b))
            .toArray();
    return x.reshape(apart).transpose(order).reshape(joined);
  }

  private static List<List<String>> axes(String pattern, String side) {
    List<List<String>> axes = new ArrayList<>();
    Matcher matcher = AXIS.matcher(side);
    int end = 0;
    while (matcher.find()) {
      requireBlank(pattern, side.substring(end, matcher.start()));
      String group = matcher.group(1);
      axes.add(
          group == null
              ? List.of(matcher.group(2))
              : group.isBlank() ? List.of() : List.of(group.trim().split("\\s+")));
      end = matcher.end();
    }
    requireBlank(pattern, side.substring(end));
    return axes;
  }

  private static void requireBlank(String pattern, String between) {
    if (!between.isBlank()) {
      throw new TensorException(
          "rearrange: \"%s\" in \"%s\" is neither a name nor names in parentheses."
              .formatted(between.trim(), pattern));
    }
  }

  /** The lengths of the axes that one axis is made of; one that is not given follows. */
  private static void measure(
      String pattern, List<String> group, int length, Map<String, Integer> lengths) {
    int known = 1;
    String unknown = null;
    for (String name : group) {
      Integer own = lengths.get(name);
      if (own != null) {
        known *= own;
      } else if (unknown == null) {
        unknown = name;
      } else {
        throw new TensorException(
            "rearrange: give the length of \"%s\" or \"%s\" in \"%s\"."
                .formatted(unknown, name, pattern));
      }
    }
    if (known == 0 ? length != 0 : length % known != 0 || unknown == null && length != known) {
      throw new ShapeException(
          "rearrange: an axis of length %d cannot be %s of \"%s\" with the lengths %s."
              .formatted(length, group, pattern, lengths));
    }
    if (unknown != null) {
      lengths.put(unknown, known == 0 ? 0 : length / known);
    }
  }
}

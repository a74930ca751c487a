package keratin.examples;

import java.util.Map;
import java.util.stream.Collectors;
import keratin.conformance.CaseCounts;
import keratin.conformance.CaseCounts.Count;
import org.jspecify.annotations.Nullable;

/** What {@link Coverage} found, as Markdown. */
final class CoverageText {
  static final String INTRODUCTION =
      """
      # Coverage

      Public symbols of Keras 3 that exist here, by name. Written by `./keratin coverage API_JSON CASES`; not edited by hand.

      """;

  private static final String OPS =
      """
      Cases are recorded calls of Keras, passed and all. Gradients counts the passed ones that compare gradients with Keras'.
      Order is derived: if a gradient reaches an argument in one of the cases, it went through differentiable ops only, and
      `OpContractTest` checks the gradients of each of them to order 2 (the op's, not those of the function made of them).
      1 means that an op outside of that test is among them, 0 that no gradient flowed in any case. Where there is no case, the
      order is that of a call with small tensors, marked with a star; nothing means that the function takes no such call.

      | function | here | cases | gradients | order |
      |---|---|---|---|---|
      """;

  private static final String LAYERS =
      """
      Cases are recorded layers of Keras, passed and all. Gradients counts the passed ones that compare gradients with Keras'.

      | class or function | here | cases | gradients |
      |---|---|---|---|
      """;

  private CoverageText() {}

  /**
   * A module.
   *
   * @param symbols what its symbols are called here; null for those that are not
   * @param counts the cases about ops and layers; null if none were asked for
   */
  static String of(
      String module, Map<String, @Nullable String> symbols, @Nullable CaseCounts counts) {
    if (counts != null && module.startsWith("keras.ops")) {
      return OPS + rows(symbols, (name, here) -> op(name, here, counts.about("op", name)));
    } else if (counts != null && module.equals("keras.layers")) {
      return LAYERS + rows(symbols, (name, here) -> layer(name, here, counts.about("layer", name)));
    }
    return "Here:%s%n%nMissing:%s%n".formatted(names(symbols, true), names(symbols, false));
  }

  private interface Row {
    String of(String name, @Nullable String here);
  }

  private static String rows(Map<String, @Nullable String> symbols, Row row) {
    StringBuilder rows = new StringBuilder();
    symbols.forEach((name, here) -> rows.append(row.of(name, here)));
    return rows.toString();
  }

  private static String op(String name, @Nullable String here, Count count) {
    String order =
        count.cases() > 0 ? String.valueOf(count.order()) : here == null ? "" : starred(name);
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(name, called(here), cases(count), gradients(count), order);
  }

  private static String starred(String function) {
    int order = CaseCounts.orderOfCall(function);
    return order < 0 ? "" : order + "*";
  }

  private static String layer(String name, @Nullable String here, Count count) {
    return "| %s | %s | %s | %s |\n".formatted(name, called(here), cases(count), gradients(count));
  }

  private static String called(@Nullable String here) {
    return here == null ? "–" : "`" + here + "`";
  }

  private static String cases(Count count) {
    return count.cases() == 0 ? "" : "%d of %d".formatted(count.passed(), count.cases());
  }

  private static String gradients(Count count) {
    return count.cases() == 0 ? "" : String.valueOf(count.gradients());
  }

  private static String names(Map<String, @Nullable String> symbols, boolean here) {
    String names =
        symbols.keySet().stream()
            .filter(name -> (symbols.get(name) != null) == here)
            .map(name -> " " + name)
            .collect(Collectors.joining());
    return names.isEmpty() ? here ? " nothing yet" : " nothing" : names;
  }
}

package keratin.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results as text: what failed, a table by kind, the sums. */
final class Report {
  private final Map<String, int[]> kinds = new TreeMap<>();
  private int passed;
  private int failed;

  /** Counts an outcome. */
  void add(Outcome outcome) {
    int[] counts = kinds.computeIfAbsent(outcome.recorded().kind(), k -> new int[2]);
    counts[outcome.passed() ? 0 : 1]++;
    if (outcome.passed()) {
      passed++;
    } else {
      failed++;
    }
  }

  int failed() {
    return failed;
  }

  /** The table, and the sums as the last line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%-24s %7s %7s %7s".formatted("kind", "cases", "passed", "failed"));
    kinds.forEach(
        (kind, counts) ->
            lines.add(
                "%-24s %7d %7d %7d".formatted(kind, counts[0] + counts[1], counts[0], counts[1])));
    lines.add("%d passed, %d failed, 0 skipped".formatted(passed, failed));
    return lines;
  }
}

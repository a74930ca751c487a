package keratin.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a misspelt name may have meant. */
public final class Near {
  private static final int SHOWN = 3;

  private Near() {}

  /** {@code problem}, followed by the near matches among {@code known}, or by all of them. */
  public static String text(String problem, String name, List<String> known) {
    String wanted = plain(name);
    List<String> near =
        known.stream()
            .filter(k -> distance(wanted, plain(k)) <= Math.max(2, wanted.length() / 3))
            .sorted(Comparator.comparingInt(k -> distance(wanted, plain(k))))
            .limit(SHOWN)
            .toList();
    return near.isEmpty()
        ? problem + " Known: " + String.join(", ", known)
        : problem + " Did you mean " + String.join(", ", near) + "?";
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

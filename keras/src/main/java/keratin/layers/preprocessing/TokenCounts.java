package keratin.layers.preprocessing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often tokens occur, and in how many documents: what a vocabulary is learned from. */
final class TokenCounts<T> {
  private static final class Count {
    private long occurrences;
    private long documents;
    private long lastDocument = -1;
  }

  private final Map<T, Count> counts = new HashMap<>();
  private long documents;

  /** Counts the tokens of one more document. */
  void add(List<T> document) {
    for (T token : document) {
      Count count = counts.computeIfAbsent(token, t -> new Count());
      count.occurrences++;
      if (count.lastDocument != documents) {
        count.lastDocument = documents;
        count.documents++;
      }
    }
    documents++;
  }

  /** Leaves a token out. */
  void remove(@Nullable T token) {
    counts.remove(token);
  }

  /** The most frequent tokens, of equally frequent ones the last in {@code order} first. */
  List<T> mostFrequent(Comparator<T> order, int limit) {
    List<T> tokens = new ArrayList<>(counts.keySet());
    Comparator<T> byCount = Comparator.comparingLong(t -> count(t).occurrences);
    tokens.sort(byCount.thenComparing(order).reversed());
    return List.copyOf(tokens.subList(0, Math.min(limit, tokens.size())));
  }

  /** {@code ln(1 + documents / (1 + documents with the token))} for every token. */
  List<Double> inverseDocumentFrequencies(List<T> tokens) {
    return tokens.stream()
        .map(t -> Math.log(1 + (double) documents / (1 + count(t).documents)))
        .toList();
  }

  private Count count(T token) {
    return counts.getOrDefault(token, new Count());
  }
}

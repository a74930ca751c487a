package keratin.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param recorded the case
 * @param problem what differs, in one line; null if nothing does
 */
record Outcome(Case recorded, @Nullable String problem) {
  boolean passed() {
    return problem == null;
  }

  /** {@code losses-0001 loss MeanSquaredError: value: expected 1, got 2}. */
  String line() {
    return "%s %s %s: %s".formatted(recorded.id(), recorded.kind(), recorded.subject(), problem);
  }
}

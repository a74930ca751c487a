package keratin.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs folders of recorded cases.
 *
 * @param kind only this kind; null for all
 * @param subject only this class or function; null for all
 * @param id only this case; null for all
 */
public record Conformance(@Nullable String kind, @Nullable String subject, @Nullable String id) {
  /** Everything. */
  public Conformance() {
    this(null, null, null);
  }

  /**
   * What a run gave.
   *
   * @param passed ids of cases that agree with Keras
   * @param failures a line for each of the others
   */
  public record Result(List<String> passed, List<String> failures) {}

  /**
   * Runs the cases of a folder: a line for each that fails, a table, and as the last line {@code N
   * passed, N failed, N skipped}.
   *
   * @param keep where to write the cases that pass; null for nowhere
   * @throws IOException if a file cannot be read or is not a case file
   */
  public Result run(Path folder, PrintStream out, @Nullable Path keep) throws IOException {
    Report report = new Report();
    List<Outcome> outcomes = new ArrayList<>();
    for (Case recorded : CaseFiles.read(folder)) {
      if (isWanted(recorded)) {
        Outcome outcome = Runner.run(recorded);
        outcomes.add(outcome);
        report.add(outcome);
        if (!outcome.passed()) {
          out.println(outcome.line());
        }
      }
    }
    report.lines().forEach(out::println);
    if (keep != null) {
      PassedCases.write(keep, outcomes);
    }
    return new Result(
        outcomes.stream().filter(Outcome::passed).map(o -> o.recorded().id()).toList(),
        outcomes.stream().filter(o -> !o.passed()).map(Outcome::line).toList());
  }

  private boolean isWanted(Case recorded) {
    return (kind == null || kind.equals(recorded.kind()))
        && (subject == null || subject.equals(recorded.subject()))
        && (id == null || id.equals(recorded.id()));
  }
}

package keratin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What agreed with Keras once agrees with it for ever. */
class PassedCasesTest {
  private static final Path PASSED = Path.of("src", "test", "resources", "keratin", "cases");
  private static final Path ALL = Path.of("..", "..", "shared", "cases");
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  @Test
  void casesThatPassedPassAgain() throws IOException {
    var result = new Conformance().run(PASSED, NOWHERE, null);
    assertThat(result.failures()).isEmpty();
    assertThat(result.passed()).hasSizeGreaterThan(1000);
  }

  /**
   * Where all recorded cases are at hand: the passed ones are still among them, and as they were.
   */
  @Test
  void passedCasesAreAsRecorded() throws IOException {
    if (!Files.isDirectory(ALL)) {
      return;
    }
    Set<String> passed = new TreeSet<>();
    CaseFiles.read(PASSED).forEach(c -> passed.add(c.id()));
    Set<String> now = new TreeSet<>(new Conformance().run(ALL, NOWHERE, null).passed());
    passed.removeAll(now);
    assertThat(passed).as("cases that passed and fail now").isEmpty();
  }
}

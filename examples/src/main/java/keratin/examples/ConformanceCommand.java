package keratin.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import keratin.conformance.Conformance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keratin conformance DIR}: compares this build with recorded cases of Keras. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = "Compare this build with a directory of recorded Keras cases.",
    footer = "Exits with 1 if a case fails. An unknown kind, class or function is a failure.")
final class ConformanceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A directory of *.json or *.json.gz case files.")
  private Path folder = Path.of(".");

  @Option(names = "--kind", description = "Only cases of this kind.")
  private @Nullable String kind;

  @Option(names = "--class", description = "Only cases of this class or function.")
  private @Nullable String subject;

  @Option(names = "--id", description = "Only this case.")
  private @Nullable String id;

  @Option(
      names = "--list-passed",
      paramLabel = "FILE",
      description = "Write the ids of the cases that pass, one a line.")
  private @Nullable Path listPassed;

  @Option(
      names = "--write-passed",
      paramLabel = "DIR",
      description = "Write the cases that pass, packed by kind.")
  private @Nullable Path writePassed;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      System.err.printf("keratin conformance: %s is not a directory of case files.%n", folder);
      return 2;
    }
    var result = new Conformance(kind, subject, id).run(folder, System.out, writePassed);
    if (listPassed != null) {
      Files.write(listPassed, result.passed());
    }
    if (result.passed().isEmpty() && result.failures().isEmpty()) {
      System.err.printf("keratin conformance: no such cases in %s.%n", folder);
      return 2;
    }
    return result.failures().isEmpty() ? 0 : 1;
  }
}

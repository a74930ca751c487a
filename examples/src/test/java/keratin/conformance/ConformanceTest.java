package keratin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceTest {
  private static final String RELU =
      """
      {"id": "%s", "kind": "activation", "function": "%s", "kwargs": {},
       "args": [{"dtype": "float32", "shape": [3], "data": [-1.0, 0.0, 2.0]}],
       "expected": {"dtype": "float32", "shape": [3], "data": [0.0, %s, 2.0]}}\
      """;

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Conformance.Result run(Conformance conformance, String... cases) throws IOException {
    Files.writeString(folder.resolve("own.json"), "{\"cases\": [" + String.join(",", cases) + "]}");
    return conformance.run(folder, new PrintStream(printed, true, StandardCharsets.UTF_8), null);
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void countsWhatPasses() throws IOException {
    var result = run(new Conformance(), RELU.formatted("a", "relu", "0.0"));
    assertThat(result.passed()).containsExactly("a");
    assertThat(lines().getLast()).isEqualTo("1 passed, 0 failed, 0 skipped");
  }

  @Test
  void showsBothValuesFromTheFirstThatDiffers() throws IOException {
    run(new Conformance(), RELU.formatted("b", "relu", "0.5"));
    assertThat(lines().getFirst())
        .isEqualTo(
            "b activation relu: value: expected float32 (3,) from [1] [0.5 2.0],"
                + " got from [1] [0.0 2.0]");
  }

  @Test
  void whatIsNotKnownHasFailed() throws IOException {
    var result =
        run(
            new Conformance(),
            RELU.formatted("c", "no_such_function", "0.0"),
            "{\"id\": \"d\", \"kind\": \"no_such_kind\"}");
    assertThat(result.failures())
        .containsExactly(
            "c activation no_such_function: unknown function no_such_function",
            "d no_such_kind : unknown kind no_such_kind");
    assertThat(lines().getLast()).isEqualTo("0 passed, 2 failed, 0 skipped");
  }

  @Test
  void runsOnlyWhatIsAskedFor() throws IOException {
    var result =
        run(
            new Conformance("activation", "relu", null),
            RELU.formatted("e", "relu", "0.0"),
            RELU.formatted("f", "tanh", "0.0"));
    assertThat(result.passed()).containsExactly("e");
    assertThat(result.failures()).isEmpty();
  }

  @Test
  void takesJacobiansOfFormulas() throws IOException {
    String tensor = "{\"dtype\": \"float32\", \"shape\": %s, \"data\": %s}";
    String recorded =
        "{\"id\": \"j\", \"kind\": \"jacobian\", \"function\": \"x*x\", \"x\": %s, \"expected\": %s}"
            .formatted(
                tensor.formatted("[2]", "[1.0, 3.0]"),
                tensor.formatted("[2, 2]", "[2.0, 0.0, 0.0, 6.0]"));
    assertThat(run(new Conformance(), recorded).passed()).containsExactly("j");
  }

  @Test
  void keepsWhatPassesInAFormItReads() throws IOException {
    Files.writeString(
        folder.resolve("own.json"),
        "{\"cases\": [%s, %s]}"
            .formatted(RELU.formatted("g", "relu", "0.0"), RELU.formatted("h", "relu", "0.5")));
    Path kept = folder.resolve("kept");
    new Conformance().run(folder, new PrintStream(printed), kept);
    assertThat(CaseFiles.read(kept)).extracting(Case::id).containsExactly("g");
  }

  @Test
  void namesAFileThatIsNoJson() throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{\"cases\": [");
    assertThatThrownBy(() -> new Conformance().run(folder, new PrintStream(printed), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.json is not a JSON file");
  }
}

package keratin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CoverageTest {
  private static final Path CASES =
      Path.of("src", "test", "resources", "keratin", "conformance", "images");

  /** An api.json with nothing in any module but two functions and a class. */
  private static String api(String modules) {
    StringBuilder api = new StringBuilder("{\"modules\": {");
    for (String name :
        new String[] {
          "activations",
          "callbacks",
          "constraints",
          "initializers",
          "losses",
          "metrics",
          "models",
          "optimizers",
          "optimizers.schedules",
          "random",
          "regularizers",
          "utils"
        }) {
      api.append("\"keras.%s\": {\"classes\": {}, \"functions\": {}},".formatted(name));
    }
    return api + modules + "}}";
  }

  @Test
  void countsNamesAndCases(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("api.json");
    Path out = folder.resolve("coverage.md");
    Files.writeString(
        file,
        api(
            """
            "keras.layers": {"classes": {"Dense": {}, "Loom": {}}, "functions": {}},
            "keras.ops": {"classes": {}, "functions": {"relu": {}, "top_k": {}, "isnan": {}}},
            "keras.ops.image": {"classes": {}, "functions": {"resize": {}, "extract_patches": {}}}
            """));
    int code =
        new CommandLine(new Coverage())
            .execute(file.toString(), CASES.toString(), "--out", out.toString());
    assertThat(code).isZero();
    assertThat(Files.readString(out))
        .contains("| keras.layers | 1 | 2 | 50 % |")
        .contains("| **sum** | 6 | 7 | 86 % |")
        .contains("| Dense | `Dense` |  |  |", "| Loom | – |  |  |")
        .contains("| relu | `relu` |  |  | 2* |", "| top_k | `topK` |  |  |  |")
        .contains("| isnan | `isnan` |  |  | 0* |")
        .containsPattern("\\| resize \\| `resize` \\| (\\d+) of \\1 \\| \\d+ \\| 2 \\|")
        .containsPattern("\\| extract_patches \\| `extractPatches` \\| (\\d+) of \\1 \\|");
  }
}

package keratin.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads folders of case files, {@code {"header": …, "cases": […]}}, gzipped or not. */
final class CaseFiles {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CaseFiles() {}

  /**
   * The cases of all files of a folder, in order of their names.
   *
   * @throws IOException naming the file, if one cannot be read or is not of this form
   */
  static List<Case> read(Path folder) throws IOException {
    List<Path> files;
    try (var found = Files.list(folder)) {
      files =
          found
              .filter(f -> f.toString().endsWith(".json") || f.toString().endsWith(".json.gz"))
              .sorted()
              .toList();
    }
    List<Case> cases = new ArrayList<>();
    for (Path file : files) {
      addAll(file, cases);
    }
    return cases;
  }

  private static void addAll(Path file, List<Case> into) throws IOException {
    String name = file.getFileName().toString();
    JsonNode root;
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      root = MAPPER.readTree(name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes);
    } catch (JacksonException e) {
      throw new IOException(file + " is not a JSON file: " + e.getOriginalMessage(), e);
    }
    String stem = name.replaceFirst("\\.json(\\.gz)?$", "");
    if (root.path("cases").isArray()) {
      for (JsonNode fields : root.get("cases")) {
        into.add(
            new Case(
                name, fields.path("id").asString(stem), fields.path("kind").asString(), fields));
      }
    } else {
      into.add(new Case(name, stem, tableKind(root), root));
    }
  }

  /** A file without cases is a table, and checked as one case. */
  private static String tableKind(JsonNode root) {
    return root.has("snake_case") ? "names" : root.has("result_type") ? "dtype_promotion" : "table";
  }
}

package keratin.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the cases that pass, packed by kind, so that a build can check them again by itself. */
final class PassedCases {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private PassedCases() {}

  /** Writes {@code KIND.json.gz} files, one case a line. */
  static void write(Path folder, List<Outcome> outcomes) throws IOException {
    Map<String, List<Case>> kinds = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.passed()) {
        Case recorded = outcome.recorded();
        kinds.computeIfAbsent(recorded.kind(), k -> new ArrayList<>()).add(recorded);
      }
    }
    Files.createDirectories(folder);
    for (Map.Entry<String, List<Case>> kind : kinds.entrySet()) {
      StringBuilder text = new StringBuilder("{\"header\": {\"format\": 1, \"source\": ");
      text.append("\"cases of Keras that pass\"},\n\"cases\": [\n");
      String separator = "";
      for (Case recorded : kind.getValue()) {
        text.append(separator).append(MAPPER.writeValueAsString(named(recorded)));
        separator = ",\n";
      }
      Path file = folder.resolve(kind.getKey() + ".json.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(text.append("\n]}\n").toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Tables have neither id nor kind of their own. */
  private static ObjectNode named(Case recorded) {
    ObjectNode fields = ((ObjectNode) recorded.fields()).deepCopy();
    fields.remove("header");
    return fields.put("id", recorded.id()).put("kind", recorded.kind());
  }
}

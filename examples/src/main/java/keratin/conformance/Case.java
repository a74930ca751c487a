package keratin.conformance;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One recorded case: what to do, and what Keras gave.
 *
 * @param file the file's name
 * @param id unique among all files
 * @param kind how it is run, {@code "loss"} for example
 * @param fields everything that was recorded
 */
record Case(String file, String id, String kind, JsonNode fields) {
  private static final List<String> SUBJECTS =
      List.of("class", "function", "loss", "program", "pipeline", "name");

  /** A field, or a missing node. */
  JsonNode get(String name) {
    return fields.path(name);
  }

  /** True if the field is there and not null. */
  boolean has(String name) {
    return !get(name).isMissingNode() && !get(name).isNull();
  }

  /** The class or function it is about. */
  String subject() {
    return SUBJECTS.stream()
        .map(this::get)
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .findFirst()
        .orElse("");
  }
}

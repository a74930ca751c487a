package keratin.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import keratin.memory.Memory;
import keratin.models.Models;
import keratin.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The summaries of models that Keras saved, to the character. */
@Tag("E2")
class SavedModelSummaryTest {
  /** Wider than any line. */
  private static final int WIDE = 1000;

  static List<JsonNode> cases() {
    return Golden.cases(SavedModelSummaryTest.class, "/keratin/golden/summaries.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWhatKerasPrints(JsonNode recorded) throws URISyntaxException {
    String file = "/keratin/saving/%s.keras".formatted(recorded.get("model").asString());
    URL place = Objects.requireNonNull(SavedModelSummaryTest.class.getResource(file));
    Path path = Path.of(place.toURI());
    String text =
        Memory.tidy(
            () ->
                ModelSummary.of(Models.loadModel(path, false))
                    .columns(WIDE)
                    .lineLength(recorded.get("line_length").asInt())
                    .toString());
    assertThat(text).isEqualTo(recorded.get("text").asString());
  }
}

package keratin.utils;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ProgbarTest {
  private final List<String> written = new ArrayList<>();
  private double now = 1000;

  static List<JsonNode> cases() {
    return Golden.cases(ProgbarTest.class, "/keratin/golden/progbar.json");
  }

  private Progbar bar(Progbar made) {
    return made.clock(() -> now).output(written::add).dynamic(true);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatKerasWrites(JsonNode golden) {
    JsonNode target = golden.get("target");
    Progbar bar = bar(target.isNull() ? new Progbar() : new Progbar(target.asLong()));
    bar.verbose(golden.get("verbose").asInt()).statelessMetrics(List.of());
    long step = 0;
    for (JsonNode update : golden.get("updates_at_steps")) {
      boolean last = update.isString();
      step = last ? step : update.asLong();
      now = 1000 + step * golden.get("seconds_per_step").asDouble();
      Map<String, Double> values = new LinkedHashMap<>();
      for (JsonNode value : golden.get("values_at_step_k")) {
        double factor = Double.parseDouble(value.get(1).asString().split("/", -1)[0]);
        values.put(value.get(0).asString(), factor / step);
      }
      bar.update(step, values, last);
    }
    assertThat(written)
        .isEqualTo(golden.get("expected_writes").valueStream().map(JsonNode::asString).toList());
  }

  @Test
  void valuesAreAveragedOverStepsUnlessStateful() {
    Progbar bar = bar(new Progbar(10)).statefulMetrics(List.of("best")).interval(0);
    bar.update(2, Map.of("loss", 1.0));
    bar.update(6, Map.of("loss", 4.0));
    assertThat(written.getLast()).endsWith(" - loss: 3.0000");
    bar.update(7, Map.of("best", 0.25));
    bar.update(8, Map.of("best", 0.75));
    assertThat(written.getLast()).endsWith(" - loss: 3.0000 - best: 0.7500");
  }

  @Test
  void updatesWithinTheIntervalAreNotShown() {
    Progbar bar = bar(new Progbar(100));
    for (int step = 1; step <= 99; step++) {
      now += 0.01;
      bar.update(step, Map.of());
    }
    assertThat(written).hasSizeBetween(16, 20);
  }

  @Test
  void whereTheCursorCannotMoveEveryUpdateIsALine() {
    Progbar bar = bar(new Progbar(2)).dynamic(false);
    now += 1;
    bar.add(1, Map.of());
    assertThat(written.getFirst()).startsWith("\n").doesNotContain("\b");
  }

  @Test
  void silentIfNotVerbose() {
    bar(new Progbar(2)).verbose(0).update(2, Map.of("loss", 1.0));
    assertThat(written).isEmpty();
  }
}

package keratin.optimizers.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keratin.recorded.CaseValues;
import keratin.testing.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Schedules as recorded on Keras, worked by hand, and used wrongly. */
class SchedulesTest {
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-6;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Golden.cases(SchedulesTest.class, "schedules.json.gz").stream()
        .map(
            c -> {
              String title = c.get("id").asString() + " " + c.get("class").asString();
              return DynamicTest.dynamicTest(title, () -> run(c));
            });
  }

  private static void run(JsonNode c) {
    Map<String, @Nullable Object> config = CaseValues.map(c.get("config"));
    LearningRateSchedule schedule =
        Schedules.get(Map.of("class_name", c.get("class").asString(), "config", config));
    if (c.has("steps")) {
      for (int i = 0; i < c.get("steps").size(); i++) {
        check(schedule, c.get("steps").get(i).asLong(), c.get("expected").get(i).asDouble());
      }
    } else {
      JsonNode step = c.get("args").get(0);
      long at = step.isObject() ? Golden.tensor(step).longValue() : step.asLong();
      check(schedule, at, Golden.tensor(c.get("expected")).doubleValue());
    }
    Map<String, @Nullable Object> written = schedule.getConfig();
    assertThat(written.keySet()).containsExactlyInAnyOrderElementsOf(config.keySet());
  }

  private static void check(LearningRateSchedule schedule, long step, double expected) {
    assertThat(schedule.of(step))
        .as("step %d", step)
        .isCloseTo(expected, within(ABSOLUTE + RELATIVE * Math.abs(expected)));
  }

  @Test
  void aBoundaryStillBelongsToTheValueBeforeIt() {
    var schedule = new PiecewiseConstantDecay(List.of(10, 20), List.of(0.1, 0.01, 0.001));
    assertThat((float) schedule.of(10)).isEqualTo(0.1f);
    assertThat((float) schedule.of(11)).isEqualTo(0.01f);
    assertThat((float) schedule.of(21)).isEqualTo(0.001f);
  }

  @Test
  void halvedEveryTenSteps() {
    var schedule = new ExponentialDecay(0.1, 10, 0.5).staircase(true);
    assertThat((float) schedule.of(9)).isEqualTo(0.1f);
    assertThat((float) schedule.of(10)).isEqualTo(0.05f);
  }

  @Test
  void aBoundaryTooMany() {
    assertThatThrownBy(() -> new PiecewiseConstantDecay(List.of(1, 2), List.of(0.1, 0.01)))
        .hasMessage(
            "PiecewiseConstantDecay: there must be one boundary less than values, but 2"
                + " boundaries [1, 2] and 2 values [0.1, 0.01] came.");
  }

  @Test
  void noSteps() {
    assertThatThrownBy(() -> new CosineDecay(0.1, 0))
        .hasMessage("CosineDecay: decay_steps must be a number above 0, but 0.0 came.");
  }
}

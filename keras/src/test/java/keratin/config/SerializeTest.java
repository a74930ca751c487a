package keratin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import keratin.activations.Activations;
import keratin.constraints.Constraints;
import keratin.constraints.MaxNorm;
import keratin.facts.Facts;
import keratin.initializers.HeNormal;
import keratin.initializers.Initializers;
import keratin.layers.Layers;
import keratin.layers.core.Dense;
import keratin.losses.Huber;
import keratin.losses.Losses;
import keratin.metrics.Metrics;
import keratin.metrics.Recall;
import keratin.optimizers.Adam;
import keratin.optimizers.Optimizers;
import keratin.optimizers.schedules.ExponentialDecay;
import keratin.optimizers.schedules.Schedules;
import keratin.regularizers.L2;
import keratin.regularizers.Regularizers;
import org.junit.jupiter.api.Test;

/** {@code serialize} and {@code deserialize} of every kind of object. */
class SerializeTest {
  private static <T extends Configurable> void comesBack(
      T object,
      String module,
      Function<T, Map<String, Object>> serialize,
      Function<Map<String, ?>, ? extends T> deserialize) {
    Map<String, Object> config = Facts.throughJson(serialize.apply(object));
    assertEquals(module, config.get("module"));
    assertEquals(object.getClass().getSimpleName(), config.get("class_name"));
    T again = deserialize.apply(config);
    assertSame(object.getClass(), again.getClass());
    assertEquals(config, Facts.throughJson(serialize.apply(again)));
  }

  @Test
  void objectsComeBackFromTheirConfigs() {
    comesBack(new Dense(3).name("d"), "keras.layers", Layers::serialize, Layers::deserialize);
    comesBack(new Huber(), "keras.losses", Losses::serialize, Losses::deserialize);
    comesBack(new Recall(), "keras.metrics", Metrics::serialize, Metrics::deserialize);
    comesBack(
        new HeNormal().seed(3),
        "keras.initializers",
        Initializers::serialize,
        Initializers::deserialize);
    comesBack(
        new MaxNorm(3), "keras.constraints", Constraints::serialize, Constraints::deserialize);
    comesBack(
        new L2(0.1), "keras.regularizers", Regularizers::serialize, Regularizers::deserialize);
    comesBack(
        new Adam(0.1).name("a"),
        "keras.optimizers",
        Optimizers::serialize,
        Optimizers::deserialize);
    comesBack(
        new ExponentialDecay(0.1, 10, 0.5),
        "keras.optimizers.schedules",
        Schedules::serialize,
        Schedules::deserialize);
  }

  @Test
  void activationsAreNames() {
    assertEquals("relu", Activations.serialize(Activations.get("relu")));
    assertSame(Activations.get("relu"), Activations.deserialize("relu"));
  }

  @Test
  void saysWhatAConfigHas() {
    assertEquals(
        "The config of a loss has \"class_name\" and \"config\", but this one has [config].",
        assertThrows(
                IllegalArgumentException.class,
                () -> Losses.deserialize(Map.of("config", List.of())))
            .getMessage());
  }
}

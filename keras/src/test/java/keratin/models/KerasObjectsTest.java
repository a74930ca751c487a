package keratin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keratin.initializers.HeNormal;
import keratin.layers.Layer;
import keratin.layers.core.Dense;
import keratin.losses.Huber;
import keratin.metrics.AUC;
import keratin.optimizers.Adam;
import keratin.optimizers.schedules.ExponentialDecay;
import keratin.regularizers.L2;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import keratin.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KeepsTensors("what configs hold")
class KerasObjectsTest {
  @TempDir Path folder;

  private static final class Own extends Layer {}

  @Test
  void everyRoomGoesThereAndBack() {
    List<Object> objects =
        List.of(
            new Dense(3).activation("relu"),
            new Huber(0.5),
            new AUC(),
            new Adam(0.25),
            new ExponentialDecay(0.1, 10, 0.5),
            new HeNormal(),
            new L2(0.5));
    Object config = KerasObjects.serializeKerasObject(Map.of("all", objects, "rate", 0.5));
    Map<?, ?> read = (Map<?, ?>) KerasObjects.deserializeKerasObject(config);
    assertThat(read.get("rate")).isEqualTo(0.5);
    List<?> again = (List<?>) read.get("all");
    assertThat(again.stream().map(Object::getClass).toList())
        .isEqualTo(objects.stream().map(Object::getClass).toList());
    assertThat(((Adam) again.get(3)).learningRate()).isEqualTo(0.25);
  }

  @Test
  void tensorsAndOnesOwnClasses() {
    Serialization.registerKerasSerializable(Own.class, "objects");
    Object config =
        KerasObjects.serializeKerasObject(
            List.of(new Own(), Tensor.of(new int[] {1, 2}), DType.BFLOAT16));
    List<?> read = (List<?>) KerasObjects.deserializeKerasObject(config);
    assertThat(read.getFirst()).isInstanceOf(Own.class);
    assertThat(((Tensor) read.get(1)).toIntArray()).containsExactly(1, 2);
    assertThat(read.get(2)).isEqualTo("bfloat16");
  }

  @Test
  void saysWhatIsNotKnown() {
    assertThatThrownBy(() -> KerasObjects.serializeKerasObject(folder))
        .hasMessageEndingWith("cannot be written as a config.");
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("module", "flax.layers");
    config.put("class_name", "Dense");
    assertThatThrownBy(() -> KerasObjects.deserializeKerasObject(config))
        .hasMessageStartingWith("The module \"flax.layers\" of Dense is none of");
  }
}

package keratin.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import keratin.data.Element;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConfigTest {
  @Test
  void valuesAreKeptInOrderUntilItIsFrozen() {
    Config config = new Config(Map.of("rate", 0.1)).set("seed", 3).set("name", null);
    assertThat(config.toJson()).isEqualTo("{\"rate\":0.1,\"seed\":3,\"name\":null}");
    assertThat(config.pop("name")).isNull();
    assertThat(config.get("momentum", 0.9)).isEqualTo(0.9);
    config.freeze();
    assertThatThrownBy(() -> config.set("seed", 4))
        .hasMessage("The config is frozen, so \"seed\" cannot change. Call unfreeze() first.");
    config.unfreeze();
    assertThat(config.update(Map.of("seed", 4)).asDict()).containsEntry("seed", 4);
    assertThatThrownBy(() -> config.get("sed"))
        .hasMessage("There is no value \"sed\"; there are [rate, seed].");
  }

  @Test
  void samplesArePackedAndUnpacked() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[] {1, 2});
          Element pair = Samples.packXYSampleWeight(x, x.mul(2), null);
          assertThat(Samples.unpackXYSampleWeight(pair).sampleWeight()).isNull();
          assertThat(Samples.unpackXYSampleWeight(pair).y()).isSameAs(pair.get(1));
          assertThat(Samples.packXYSampleWeight(x, x, x).size()).isEqualTo(3);
          assertThatThrownBy(() -> Samples.packXYSampleWeight(x, null, x))
              .hasMessage("packXYSampleWeight: sampleWeight came without y. Give both, or none.");
          assertThatThrownBy(() -> Samples.unpackXYSampleWeight(Element.of(x, x, x, x)))
              .hasMessageEndingWith("but this holds 4 tensors.");
        });
  }
}

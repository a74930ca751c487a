package keratin.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import keratin.config.Names;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.models.Models;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.testing.KeepsTensors;
import org.junit.jupiter.api.Test;

@KeepsTensors("tensors of one number, and symbols")
class SessionTest {
  @Test
  void clearingBeginsNamesAnew() {
    Session.clearSession(false);
    assertThat(Names.uniquify("head")).isEqualTo("head");
    assertThat(Names.uniquify("head")).isEqualTo("head_1");
    assertThat(Names.getUid("head")).isEqualTo(3);
    Terminal.disableInteractiveLogging();
    assertThat(Terminal.isInteractiveLoggingEnabled()).isFalse();
    Session.clearSession();
    assertThat(Names.automatic("Head")).isEqualTo("head");
    assertThat(Terminal.isInteractiveLoggingEnabled()).isTrue();
  }

  @Test
  void aSeedGivesTheSameWeights() {
    Session.setRandomSeed(7);
    float[] first = weights();
    Session.setRandomSeed(7);
    assertThat(weights()).containsExactly(first);
  }

  private static float[] weights() {
    Dense layer = new Dense(3);
    layer.of(new Input(2).tensor());
    return layer.weights().getFirst().toFloatArray();
  }

  @Test
  void dtypesByAnyName() {
    assertThat(Types.standardizeDtype(null)).isEqualTo(DType.FLOAT32);
    assertThat(Types.standardizeDtype("int")).isEqualTo(DType.INT64);
    assertThat(Types.standardizeDtype("bfloat16")).isEqualTo(DType.BFLOAT16);
    assertThat(Types.standardizeDtype(Boolean.class)).isEqualTo(DType.BOOL);
    assertThatThrownBy(() -> Types.standardizeDtype(3))
        .hasMessage("3 is no dtype. Give a name, \"float32\", or a DType.");
  }

  @Test
  void logsBecomeFlatAndSorted() {
    Map<String, Object> logs =
        Map.of("loss", Tensor.of(0.5f), "head", Map.of("mae", 2), "note", "fine");
    assertThat(Logs.pythonifyLogs(logs).toString()).isEqualTo("{mae=2.0, loss=0.5, note=fine}");
  }

  @Test
  void sourcesOfASymbol() {
    Tensor a = new Input(3).tensor();
    Tensor b = new Input(3).tensor();
    Tensor sum = new Dense(3).of(a).add(b).add(a);
    assertThat(Types.isKerasTensor(sum)).isTrue();
    assertThat(Models.getSourceInputs(sum)).isEqualTo(List.of(a, b));
    assertThatThrownBy(() -> Models.getSourceInputs(Tensor.of(1f)))
        .hasMessageStartingWith("getSourceInputs: ");
  }
}

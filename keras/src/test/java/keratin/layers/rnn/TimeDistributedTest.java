package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.layers.core.Dense;
import keratin.layers.core.Input;
import keratin.layers.core.Masking;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.ops.Ops;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TimeDistributedTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new TimeDistributed(new Dense(3)), 4, 2)
        .weights("kernel (2, 3)", "bias (3,)")
        .vary("layer", Map.of("class_name", "Dense", "config", Map.of("units", 2)))
        .check();
  }

  @Test
  void theLayerSeesTheMaskOfItsStep() {
    Memory.tidy(
        () -> {
          // Two sequences of words of two letters with one feature; a masked letter is 0.
          Tensor x = Tensor.of(new float[][][] {{{1}, {2}}, {{3}, {0}}}).expandDims(0);
          Tensor masked = new Masking().of(x);
          SimpleRNN sum =
              new SimpleRNN(1)
                  .activation("linear")
                  .kernelInitializer("ones")
                  .recurrentInitializer("ones")
                  .biasInitializer("ones");
          Tensor y = new TimeDistributed(sum).of(masked);
          // 1 + 1, then + 2 + 1; and 3 + 1, where the second letter does not count
          Facts.assertClose(Tensor.of(new float[][][] {{{5}, {4}}}), y, 0, 0);
          assertNotNull(Mask.of(y));
        });
  }

  @Test
  void aMaskOfOtherStepsIsAnError() {
    Memory.tidy(
        () -> {
          Tensor x = Mask.attach(Ops.ones(1, 3, 2), Tensor.of(new boolean[][] {{true, true}}));
          String text =
              assertThrows(
                      ShapeException.class,
                      () -> new TimeDistributed(new Dense(2)).name("each").of(x))
                  .getMessage();
          assertEquals(
              "TimeDistributed: the mask is (1, 2), but its first two axes must be those of the"
                  + " input (1, 3, 2).\n"
                  + "  in TimeDistributed \"each\" (layer=Dense)",
              text);
        });
  }

  @Test
  void aModelInsideIsWrittenWhereKerasHasIt() {
    Tensor symbol = new Input(3).tensor();
    Model inner = new Model(symbol, new Dense(2).of(symbol));
    Map<?, ?> config = (Map<?, ?>) new TimeDistributed(inner).getConfig().get("layer");
    assertEquals("keras.src.models.functional", config.get("module"));
    assertEquals("Functional", config.get("class_name"));
  }
}

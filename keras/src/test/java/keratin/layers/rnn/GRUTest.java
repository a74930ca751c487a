package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import keratin.memory.Memory;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GRUTest {
  @Test
  void keepsTheContract() {
    RecurrentContracts.withCell(() -> new GRU(3), 4, 2)
        .weights("kernel (2, 9)", "recurrent_kernel (3, 9)", "bias (2, 9)")
        .vary("units", 2)
        .vary("recurrent_activation", "hard_sigmoid")
        .vary("reset_after", false)
        .check();
  }

  @Test
  void withTheResetBefore() {
    RecurrentContracts.withCell(() -> new GRU(3).resetAfter(false), 4, 2)
        .weights("kernel (2, 9)", "recurrent_kernel (3, 9)", "bias (9,)")
        .vary("units", 2)
        .vary("recurrent_activation", "hard_sigmoid")
        .vary("reset_after", true)
        .check();
  }

  @Test
  void theUpdateGateKeepsTheState() {
    Memory.tidy(
        () -> {
          GRU layer = new GRU(1);
          layer.buildFor(Shape.of(Shape.UNKNOWN, 1, 1));
          // update, reset, candidate: the update gate is σ(ln 3) = 3/4
          float third = (float) Math.log(3);
          layer.setWeights(
              List.of(
                  Tensor.of(new float[][] {{0, 0, 1}}),
                  Tensor.of(new float[][] {{0, 0, 2}}),
                  Tensor.of(new float[][] {{third, 100, 0}, {0, 0, 0}})));
          Tensor x = Tensor.of(new float[][][] {{{0.5f}}});
          Tensor y = layer.of(x, List.of(Tensor.of(new float[][] {{0.8f}})));
          double fresh = Math.tanh(0.5 + 2 * 0.8);
          assertEquals(0.75 * 0.8 + 0.25 * fresh, y.doubleValue(), 1e-6);
        });
  }
}

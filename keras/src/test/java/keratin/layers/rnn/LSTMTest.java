package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LSTMTest {
  @Test
  void keepsTheContract() {
    RecurrentContracts.withCell(() -> new LSTM(3), 4, 2)
        .weights("kernel (2, 12)", "recurrent_kernel (3, 12)", "bias (12,)")
        .vary("units", 2)
        .vary("recurrent_activation", "hard_sigmoid")
        .vary("unit_forget_bias", false)
        .check();
  }

  @Test
  void gatesInTheOrderOfKeras() {
    Memory.tidy(
        () -> {
          LSTM layer = new LSTM(1).returnState(true);
          layer.buildFor(Shape.of(Shape.UNKNOWN, 1, 1));
          // in, forget, candidate, out: all but the candidate open, the candidate is tanh(x)
          layer.setWeights(
              List.of(
                  Tensor.of(new float[][] {{0, 0, 1, 0}}),
                  Ops.zeros(1, 4),
                  Tensor.of(new float[] {100, 100, 0, 100})));
          Tensor x = Tensor.of(new float[][][] {{{0.5f}}});
          List<Tensor> state = List.of(Ops.zeros(1, 1), Tensor.of(new float[][] {{2}}));
          List<Tensor> ys = layer.ofAll(x, state);
          double c = 2 + Math.tanh(0.5);
          assertEquals(c, ys.get(2).doubleValue(), 1e-6);
          assertEquals(Math.tanh(c), ys.get(1).doubleValue(), 1e-6);
          assertEquals(ys.get(0).doubleValue(), ys.get(1).doubleValue());
        });
  }

  @Test
  void theForgetGateBeginsOpen() {
    LSTM layer = new LSTM(2);
    layer.buildFor(Shape.of(Shape.UNKNOWN, 3, 1));
    assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0, 0, 0}, layer.cell().bias().toFloatArray());
  }

  @Test
  void anEncoderHandsItsStatesOn() {
    Memory.tidy(
        () -> {
          Tensor x = Ops.ones(2, 5, 3);
          Layer whole = new LSTM(4).kernelInitializer("ones").recurrentInitializer("ones");
          LSTM parts =
              new LSTM(4).kernelInitializer("ones").recurrentInitializer("ones").returnState(true);
          List<Tensor> half = parts.ofAll(x.slice(1, 0, 2));
          List<Tensor> rest = parts.ofAll(x.slice(1, 2, 3), half.subList(1, 3));
          Facts.assertClose(whole.of(x), rest.getFirst(), 1e-6, 1e-6);
        });
  }

  @Test
  void wrongStatesAreErrors() {
    Memory.tidy(
        () -> {
          Tensor x = Ops.ones(2, 5, 3);
          LSTM layer = new LSTM(4).name("words");
          String shape =
              assertThrows(
                      ShapeException.class,
                      () -> layer.of(x, List.of(Ops.zeros(2, 4), Ops.zeros(2, 3))))
                  .getMessage();
          assertEquals(
              "LSTM: state 1 is (2, 3), but it must be (2, 4), a row for every sample.\n"
                  + "  in LSTM \"words\" (units=4)",
              shape);
          String count =
              assertThrows(
                      keratin.tensor.TensorException.class,
                      () -> layer.of(x, List.of(Ops.zeros(2, 4))))
                  .getMessage();
          assertEquals(
              "LSTM has 2 states, but 1 came: [(2, 4)]. cell.initialStates(batch) gives zeros.\n"
                  + "  in LSTM \"words\" (units=4)",
              count);
        });
  }
}

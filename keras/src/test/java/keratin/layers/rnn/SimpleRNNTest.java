package keratin.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.memory.Memory;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SimpleRNNTest {
  @Test
  void keepsTheContract() {
    RecurrentContracts.withCell(() -> new SimpleRNN(3), 4, 2)
        .weights("kernel (2, 3)", "recurrent_kernel (3, 3)", "bias (3,)")
        .vary("units", 2)
        .check();
  }

  @Test
  void addsTheStateBefore() {
    Memory.tidy(
        () -> {
          SimpleRNN layer =
              new SimpleRNN(1).activation("linear").kernelInitializer("ones").returnSequences(true);
          layer.buildFor(Shape.of(Shape.UNKNOWN, 3, 1));
          Tensor half = Tensor.of(new float[][] {{0.5f}});
          layer.setWeights(List.of(layer.cell().kernel(), half, layer.cell().bias()));
          Tensor y = layer.of(Tensor.of(new float[][][] {{{1}, {2}, {3}}}));
          // 1; 2 + 1/2; 3 + 2.5/2
          Facts.assertClose(Tensor.of(new float[][][] {{{1}, {2.5f}, {4.25f}}}), y, 0, 0);
        });
  }

  @Test
  void theBooksLayerHasItsNumberOfParameters() {
    Layer layer = new SimpleRNN(256).buildFor(Shape.of(Shape.UNKNOWN, 28, 28));
    assertEquals(72_960, layer.countParams());
  }

  @Test
  void aMatrixIsNoSequence() {
    Memory.tidy(
        () -> {
          String text =
              assertThrows(
                      ShapeException.class,
                      () -> new SimpleRNN(2).name("rnn").of(Tensor.of(new float[][] {{1, 2}})))
                  .getMessage();
          assertEquals(
              "SimpleRNN needs inputs (batch, steps, features), but got (None, 2). Add the axis"
                  + " that is missing: expandDims(-1) for one feature.\n"
                  + "  in SimpleRNN \"rnn\" (units=2)",
              text);
        });
  }
}

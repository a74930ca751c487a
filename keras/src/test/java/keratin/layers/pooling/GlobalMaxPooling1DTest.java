package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.autograd.GradientTape;
import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GlobalMaxPooling1DTest {
  @Test
  void keepsTheContract() {
    PoolContract.global(GlobalMaxPooling1D::new, 6, 4).check();
  }

  @Test
  void severalLargestShareTheGradient() {
    Tensor x = Tensor.of(new float[][][] {{{1, 8}, {3, 6}, {3, 1}}});
    try (var tape = new GradientTape()) {
      tape.watch(x);
      Tensor y = new GlobalMaxPooling1D().of(x);
      Facts.assertClose(Tensor.of(new float[][] {{3, 8}}), y, 0, 0);
      Facts.assertClose(
          Tensor.of(new float[][][] {{{0, 1}, {0.5f, 0}, {0.5f, 0}}}), tape.gradient(y, x), 0, 0);
    }
  }

  @Test
  void theNumberOfAxesIsChecked() {
    assertEquals(
        "GlobalMaxPooling1D needs inputs (batch, steps, channels), but got (2, 3). Add the axis"
            + " that is missing: expandDims(0) for a batch of one, expandDims(-1) for one"
            + " channel.\n"
            + "  in GlobalMaxPooling1D \"g\"",
        assertThrows(
                ShapeException.class,
                () -> new GlobalMaxPooling1D().name("g").of(Tensor.full(DType.FLOAT32, 0, 2, 3)))
            .getMessage());
  }
}

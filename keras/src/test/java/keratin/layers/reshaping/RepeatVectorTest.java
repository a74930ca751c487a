package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RepeatVectorTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new RepeatVector(2), 3).vary("n", 4).check();
  }

  @Test
  void makesASequenceOfAVector() {
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    Facts.assertClose(
        Tensor.of(new float[][][] {{{1, 2}, {1, 2}}}), new RepeatVector(2).of(x), 0, 0);
  }

  @Test
  void needsVectors() {
    Tensor x = Tensor.full(DType.FLOAT32, 0, 1, 2, 3);
    assertEquals(
        "RepeatVector needs inputs (batch, features), but got (1, 2, 3).\n"
            + "  in RepeatVector \"r\" (n=2)",
        assertThrows(ShapeException.class, () -> new RepeatVector(2).name("r").of(x)).getMessage());
  }
}

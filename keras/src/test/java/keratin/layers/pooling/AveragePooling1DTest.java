package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.Layers;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AveragePooling1DTest {
  @Test
  void keepsTheContract() {
    PoolContract.windows(() -> new AveragePooling1D(2), 5, 4).check();
  }

  @Test
  void paddingDoesNotCount() {
    Tensor x = Tensor.of(new float[] {1, 3, 2, 5, 4}).reshape(1, 5, 1);
    Facts.assertClose(
        Tensor.of(new float[] {2, 3.5f, 4}).reshape(1, 3, 1),
        new AveragePooling1D(2).padding("same").of(x),
        1e-6,
        1e-6);
  }

  @Test
  void aSizeMustBeGiven() {
    Layer layer = Layers.get("AveragePooling1D");
    var error =
        assertThrows(
            IllegalStateException.class, () -> layer.of(Tensor.full(DType.FLOAT32, 0, 1, 4, 1)));
    assertEquals("AveragePooling1D: pool_size was not given.", error.getMessage());
  }
}

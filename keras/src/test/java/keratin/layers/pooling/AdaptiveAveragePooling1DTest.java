package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AdaptiveAveragePooling1DTest {
  @Test
  void keepsTheContract() {
    PoolContract.adaptive(() -> new AdaptiveAveragePooling1D(4), 6, 4).check();
  }

  @Test
  void windowsOverlapWhereLengthsDoNotFit() {
    Facts.assertClose(
        Tensor.of(new float[] {1.5f, 3, 4.5f}).reshape(1, 3, 1),
        new AdaptiveAveragePooling1D(3).of(Tensor.of(new float[] {1, 2, 3, 4, 5}).reshape(1, 5, 1)),
        1e-6,
        1e-6);
  }

  @Test
  void lengthsMustBeKnown() {
    var error =
        assertThrows(
            ShapeException.class,
            () ->
                new AdaptiveAveragePooling1D(2)
                    .of(
                        Tensor.symbol(
                            new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 3)))));
    assertTrue(
        error.getMessage().startsWith("adaptive pooling: the spatial lengths must be known"),
        error.getMessage());
  }
}

package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keratin.facts.Facts;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AdaptiveAveragePooling3DTest {
  @Test
  void keepsTheContract() {
    PoolContract.adaptive(() -> new AdaptiveAveragePooling3D(new int[] {2, 3, 2}), 4, 5, 4, 2)
        .check();
  }

  @Test
  void windowsOverlapWhereLengthsDoNotFit() {
    Tensor x = Ops.arange(12).cast(DType.FLOAT32).reshape(1, 1, 3, 4, 1);
    Facts.assertClose(
        Tensor.of(new float[] {2.5f, 4.5f, 6.5f, 8.5f}).reshape(1, 1, 2, 2, 1),
        new AdaptiveAveragePooling3D(new int[] {1, 2, 2}).of(x),
        1e-6,
        1e-6);
  }

  @Test
  void lengthsMustBeKnown() {
    var error =
        assertThrows(
            ShapeException.class,
            () ->
                new AdaptiveAveragePooling3D(2)
                    .of(
                        Tensor.symbol(
                            new Spec(
                                DType.FLOAT32,
                                Shape.of(
                                    Shape.UNKNOWN,
                                    Shape.UNKNOWN,
                                    Shape.UNKNOWN,
                                    Shape.UNKNOWN,
                                    3)))));
    assertTrue(
        error.getMessage().startsWith("adaptive pooling: the spatial lengths must be known"),
        error.getMessage());
  }
}

package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ZeroPadding3DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(ZeroPadding3D::new, 3, 2, 2, 4)
        .vary("padding", List.of(List.of(2, 1), List.of(0, 1), List.of(1, 0)))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void addsZerosAtEveryEdge() {
    Tensor x = Tensor.of(new float[] {1, 2}).reshape(1, 1, 1, 2, 1);
    Facts.assertClose(
        Tensor.of(new float[] {0, 0, 0, 0, 1, 2, 0, 0}).reshape(1, 2, 1, 4, 1).add(0),
        new ZeroPadding3D(new int[][] {{1, 0}, {0, 0}, {0, 2}}).of(x),
        1e-6,
        1e-6);
    assertEquals(Shape.of(1, 3, 5, 8, 1), new ZeroPadding3D(1, 2, 3).of(x).shape());
  }

  @Test
  void theNumberOfAxesIsChecked() {
    assertEquals(
        "ZeroPadding3D needs inputs (batch, depth, height, width, channels), but got (1, 2).\n"
            + "  in ZeroPadding3D \"z\"",
        assertThrows(
                ShapeException.class,
                () -> new ZeroPadding3D(1).name("z").of(Tensor.full(DType.FLOAT32, 0, 1, 2)))
            .getMessage());
  }
}

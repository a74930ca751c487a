package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Cropping3DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(Cropping3D::new, 5, 4, 4, 3)
        .vary("cropping", List.of(List.of(2, 1), List.of(0, 1), List.of(1, 0)))
        .vary("data_format", "channels_first", Map.of("cropping", List.of(0, 1, 1)))
        .check();
  }

  @Test
  void takesEveryEdge() {
    Tensor x = Ops.arange(12).cast(DType.FLOAT32).reshape(1, 1, 3, 4, 1);
    Facts.assertClose(
        Tensor.of(new float[] {6, 7}).reshape(1, 1, 1, 2, 1),
        new Cropping3D(new int[][] {{0, 0}, {1, 1}, {2, 0}}).of(x),
        1e-6,
        1e-6);
    assertEquals(Shape.of(1, 1, 1, 2, 1), new Cropping3D(0, 1, 1).of(x).shape());
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x =
        Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 7, 5, 2)));
    assertEquals(Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 5, 3, 2), new Cropping3D(1).of(x).shape());
  }

  @Test
  void edgesAreNotNegative() {
    assertEquals(
        "Cropping3D: cropping must be an integer from 0 on, or a list of 3, or of 3 lists [before,"
            + " after], but -1 came.",
        assertThrows(IllegalArgumentException.class, () -> new Cropping3D(-1)).getMessage());
  }
}

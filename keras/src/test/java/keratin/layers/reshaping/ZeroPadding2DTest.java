package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ZeroPadding2DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(ZeroPadding2D::new, 3, 2, 4)
        .vary("padding", List.of(List.of(2, 1), List.of(0, 1)))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void addsZerosAtEveryEdge() {
    Tensor x = Tensor.of(new float[] {1, 2}).reshape(1, 1, 2, 1);
    Facts.assertClose(
        Tensor.of(new float[] {0, 0, 1, 2, 0, 0, 0, 0}).reshape(1, 2, 4, 1).add(0),
        new ZeroPadding2D(new int[][] {{0, 1}, {2, 0}}).of(x),
        1e-6,
        1e-6);
    assertEquals(
        List.of(List.of(1, 1), List.of(2, 2)), new ZeroPadding2D(1, 2).getConfig().get("padding"));
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 4, 2)));
    assertEquals(
        Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 8, 2), new ZeroPadding2D(1, 2).of(x).shape());
  }

  @Test
  void aPairForEveryAxis() {
    assertEquals(
        "ZeroPadding2D: padding must be an integer from 0 on, or a list of 2, or of 2 lists"
            + " [before, after], but [[1, 2]] came.",
        assertThrows(IllegalArgumentException.class, () -> new ZeroPadding2D(new int[][] {{1, 2}}))
            .getMessage());
  }
}

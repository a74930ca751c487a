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

class ZeroPadding1DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(ZeroPadding1D::new, 3, 2)
        .vary("padding", List.of(2, 1))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void addsZerosAtBothEnds() {
    Tensor x = Tensor.of(new float[] {1, 2}).reshape(1, 2, 1);
    Facts.assertClose(
        Tensor.of(new float[] {0, 1, 2, 0, 0}).reshape(1, 5, 1),
        new ZeroPadding1D(1, 2).of(x),
        1e-6,
        1e-6);
    assertEquals(List.of(1, 2), new ZeroPadding1D(1, 2).getConfig().get("padding"));
    assertEquals(List.of(3, 3), new ZeroPadding1D(3).getConfig().get("padding"));
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 2)));
    assertEquals(Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 2), new ZeroPadding1D(3).of(x).shape());
  }

  @Test
  void edgesAreNotNegative() {
    assertEquals(
        "ZeroPadding1D: padding must be an integer from 0 on, or a list [before, after], but [-1,"
            + " 0] came.",
        assertThrows(IllegalArgumentException.class, () -> new ZeroPadding1D(-1, 0)).getMessage());
  }
}

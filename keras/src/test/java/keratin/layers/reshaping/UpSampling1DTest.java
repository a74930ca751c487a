package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UpSampling1DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(UpSampling1D::new, 3, 2).vary("size", 3).check();
  }

  @Test
  void repeatsSteps() {
    Tensor x = Tensor.of(new float[][][] {{{1, 2}, {3, 4}}});
    Facts.assertClose(
        Tensor.of(new float[][][] {{{1, 2}, {1, 2}, {3, 4}, {3, 4}}}),
        new UpSampling1D().of(x),
        0,
        0);
    assertEquals(3, new UpSampling1D(3).getConfig().get("size"));
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 2)));
    assertEquals(Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 2), new UpSampling1D(3).of(x).shape());
  }

  @Test
  void theSizeIsPositive() {
    assertEquals(
        "UpSampling1D: size must be a positive integer, but 0 came.",
        assertThrows(IllegalArgumentException.class, () -> new UpSampling1D(0)).getMessage());
  }
}

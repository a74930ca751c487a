package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Cropping1DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(Cropping1D::new, 5, 2).vary("cropping", List.of(2, 0)).check();
  }

  @Test
  void takesBothEnds() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}).reshape(1, 4, 1);
    Facts.assertClose(
        Tensor.of(new float[] {2}).reshape(1, 1, 1), new Cropping1D(1, 2).of(x), 1e-6, 1e-6);
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 2)));
    assertEquals(Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 2), new Cropping1D(3).of(x).shape());
  }

  @Test
  void somethingIsLeft() {
    assertEquals(
        "Cropping1D: cropping 2 and 2 elements leaves nothing of axis 1 of the shape (1, 4, 1)."
            + " Crop less, or give it larger inputs.\n"
            + "  in Cropping1D \"c\"",
        assertThrows(
                ShapeException.class,
                () -> new Cropping1D(2).name("c").of(Tensor.full(DType.FLOAT32, 0, 1, 4, 1)))
            .getMessage());
  }
}

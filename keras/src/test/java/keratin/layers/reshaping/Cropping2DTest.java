package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Cropping2DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Cropping2D(1), 5, 4, 4)
        .vary("cropping", List.of(List.of(2, 1), List.of(0, 1)))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void takesEveryEdge() {
    Tensor x = Ops.arange(12).cast(DType.FLOAT32).reshape(1, 3, 4, 1);
    Facts.assertClose(
        Tensor.of(new float[] {6, 7}).reshape(1, 1, 2, 1),
        new Cropping2D(new int[][] {{1, 1}, {2, 0}}).of(x),
        1e-6,
        1e-6);
    Facts.assertClose(x, new Cropping2D().of(x), 1e-6, 1e-6);
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 7, 2)));
    assertEquals(Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 3, 2), new Cropping2D(1, 2).of(x).shape());
  }

  @Test
  void somethingIsLeft() {
    assertEquals(
        "Cropping2D: cropping 2 and 2 elements leaves nothing of axis 3 of the shape (1, 1, 9, 4)."
            + " Crop less, or give it larger inputs.\n"
            + "  in Cropping2D \"c\"",
        assertThrows(
                ShapeException.class,
                () ->
                    new Cropping2D(0, 2)
                        .dataFormat("channels_first")
                        .name("c")
                        .of(Tensor.full(DType.FLOAT32, 0, 1, 1, 9, 4)))
            .getMessage());
  }
}

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

class UpSampling3DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(UpSampling3D::new, 3, 2, 2, 4)
        .vary("size", List.of(1, 3, 2))
        .vary("data_format", "channels_first")
        .check();
  }

  @Test
  void repeatsAlongEveryAxis() {
    Tensor x = Tensor.of(new float[] {1, 2}).reshape(1, 1, 1, 2, 1);
    Facts.assertClose(
        Tensor.of(new float[] {1, 1, 2, 2, 1, 1, 2, 2}).reshape(1, 1, 2, 4, 1),
        new UpSampling3D(new int[] {1, 2, 2}).of(x),
        1e-6,
        1e-6);
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x =
        Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 4, 2, 3)));
    assertEquals(
        Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 8, 4, 3), new UpSampling3D(2).of(x).shape());
  }

  @Test
  void theNumberOfAxesIsChecked() {
    assertEquals(
        "UpSampling3D needs inputs (batch, depth, height, width, channels), but got (1, 2, 2, 2)."
            + " Add the axis that is missing: expandDims(0) for a batch of one, expandDims(-1) for"
            + " one channel.\n"
            + "  in UpSampling3D \"u\"",
        assertThrows(
                ShapeException.class,
                () -> new UpSampling3D().name("u").of(Tensor.full(DType.FLOAT32, 0, 1, 2, 2, 2)))
            .getMessage());
  }
}

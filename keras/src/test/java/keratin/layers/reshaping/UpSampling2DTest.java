package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpSampling2DTest {
  @Test
  void keepsTheContract() {
    new LayerContract(UpSampling2D::new, 3, 2, 4)
        .vary("size", List.of(1, 3))
        .vary("data_format", "channels_first")
        .vary("interpolation", "bilinear")
        .check();
  }

  @ParameterizedTest
  @CsvSource({"bilinear", "bicubic", "lanczos3", "lanczos5"})
  void keepsTheContractBetweenPixels(String method) {
    new LayerContract(
            () ->
                new UpSampling2D(new int[] {2, 3})
                    .interpolation(method)
                    .dataFormat("channels_first"),
            2,
            3,
            4)
        .vary("size", 2)
        .vary("data_format", "channels_last")
        .vary("interpolation", "nearest")
        .check();
  }

  @Test
  void interpolatesBetweenCentresOfPixels() {
    Tensor x = Tensor.of(new float[] {0, 4}).reshape(1, 1, 2, 1);
    Facts.assertClose(
        Tensor.of(new float[] {0, 0, 4, 4}).reshape(1, 1, 4, 1),
        new UpSampling2D(new int[] {1, 2}).of(x),
        1e-6,
        1e-6);
    Facts.assertClose(
        Tensor.of(new float[] {0, 1, 3, 4}).reshape(1, 1, 4, 1),
        new UpSampling2D(new int[] {1, 2}).interpolation("BILINEAR").of(x),
        1e-6,
        1e-6);
  }

  @Test
  void integersAreRoundedAndStayInTheirRange() {
    Tensor x = Tensor.of(new int[] {0, 255}).reshape(1, 1, 2, 1).cast(DType.UINT8);
    Tensor y = new UpSampling2D(new int[] {1, 2}).interpolation("lanczos3").of(x);
    assertEquals(DType.UINT8, y.dtype());
    // Beyond the edges of a jump a cubic overshoots.
    assertArrayEquals(
        new double[] {0, 255}, new double[] {y.toDoubleArray()[0], y.toDoubleArray()[3]});
  }

  @Test
  void unknownLengthsStayUnknown() {
    Tensor x = Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 4, 2)));
    assertEquals(
        Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 12, 2),
        new UpSampling2D(new int[] {2, 3}).of(x).shape());
  }

  @Test
  void theMethodIsChecked() {
    assertEquals(
        "UpSampling2D: interpolation must be one of [bicubic, bilinear, lanczos3, lanczos5,"
            + " nearest], but \"cubic\" came.",
        assertThrows(
                IllegalArgumentException.class, () -> new UpSampling2D().interpolation("cubic"))
            .getMessage());
  }
}

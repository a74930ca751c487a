package keratin.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.Mask;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GlobalAveragePooling1DTest {
  @Test
  void keepsTheContract() {
    PoolContract.global(GlobalAveragePooling1D::new, 6, 4).check();
  }

  @Test
  void maskedStepsDoNotCount() {
    Tensor x = Tensor.of(new float[][][] {{{1, 8}, {3, 6}, {3, 1}}});
    Facts.assertClose(
        Tensor.of(new float[][] {{7 / 3f, 5}}), new GlobalAveragePooling1D().of(x), 1e-6, 0);
    Mask.attach(x, Tensor.of(new int[][] {{1, 1, 0}}).cast(DType.BOOL));
    Tensor y = new GlobalAveragePooling1D().of(x);
    Facts.assertClose(Tensor.of(new float[][] {{2, 7}}), y, 1e-6, 0);
    assertNull(Mask.of(y), "no steps are left to be masked");
    Tensor kept = new GlobalAveragePooling1D().keepDims(true).of(x);
    Facts.assertClose(Tensor.of(new float[][][] {{{2, 7}}}), kept, 1e-6, 0);
  }

  @Test
  void maskedStepsDoNotCountInChannelsFirst() {
    Tensor x =
        Mask.attach(
            Tensor.of(new float[][][] {{{1, 8}, {3, 6}, {3, 1}}}).transpose(0, 2, 1),
            Tensor.of(new int[][] {{1, 1, 0}}).cast(DType.BOOL));
    Tensor y = new GlobalAveragePooling1D().dataFormat("channels_first").of(x);
    Facts.assertClose(Tensor.of(new float[][] {{2, 7}}), y, 1e-6, 0);
  }

  @Test
  void theNumberOfAxesIsChecked() {
    assertEquals(
        "GlobalAveragePooling1D needs inputs (batch, steps, channels), but got (2, 3). Add the axis"
            + " that is missing: expandDims(0) for a batch of one, expandDims(-1) for one"
            + " channel.\n"
            + "  in GlobalAveragePooling1D \"g\"",
        assertThrows(
                ShapeException.class,
                () ->
                    new GlobalAveragePooling1D().name("g").of(Tensor.full(DType.FLOAT32, 0, 2, 3)))
            .getMessage());
  }
}

package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Conv1DTest {
  @Test
  void keepsTheContract() {
    ConvContract.filters(() -> new Conv1D(4, 2), 6, 2)
        .weights("kernel (2, 2, 4)", "bias (4,)")
        .vary("groups", 2)
        .check();
  }

  @Test
  void keepsTheContractLookingBack() {
    ConvContract.filters(
            () -> new Conv1D(2, 3).padding("causal").dilationRate(2).activation("gelu"), 6, 4)
        .weights("kernel (3, 4, 2)", "bias (2,)")
        .vary("groups", 2)
        .vary("padding", "same")
        .vary("strides", 2, Map.of("dilation_rate", 1))
        .vary("dilation_rate", 1)
        .check();
  }

  @Test
  void causalPaddingSeesNothingLater() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}).reshape(1, 4, 1);
    Conv1D conv = new Conv1D(1, 2).padding("causal");
    conv.of(x);
    conv.setWeights(
        List.of(Tensor.of(new float[] {1, 10}).reshape(2, 1, 1), Tensor.of(new float[] {0})));
    Facts.assertClose(
        Tensor.of(new float[] {10, 21, 32, 43}).reshape(1, 4, 1), conv.of(x), 1e-6, 1e-6);
    Conv1D wider = new Conv1D(1, 2).padding("causal").dilationRate(2);
    wider.of(x);
    wider.setWeights(
        List.of(Tensor.of(new float[] {1, 10}).reshape(2, 1, 1), Tensor.of(new float[] {0})));
    Facts.assertClose(
        Tensor.of(new float[] {10, 20, 31, 42}).reshape(1, 4, 1), wider.of(x), 1e-6, 1e-6);
  }

  @Test
  void channelsFirstGivesTheSameNumbers() {
    Tensor x = Tensor.of(new float[][][] {{{1, 5}, {2, 6}, {3, 7}}});
    Conv1D last = new Conv1D(2, 2);
    Tensor y = last.of(x);
    Conv1D first = new Conv1D(2, 2).dataFormat("channels_first");
    first.of(x.transpose(0, 2, 1));
    first.setWeights(last.getWeights());
    Facts.assertClose(y.transpose(0, 2, 1), first.of(x.transpose(0, 2, 1)), 1e-6, 1e-6);
  }

  @Test
  void wrongUsesAreNamed() {
    assertEquals(
        "Conv1D: padding must be one of [valid, same, causal], but \"full\" came.",
        assertThrows(IllegalArgumentException.class, () -> new Conv1D(1, 2).padding("full"))
            .getMessage());
    assertEquals(
        "Conv1D: strides must be a positive integer, but 0 came.",
        assertThrows(IllegalArgumentException.class, () -> new Conv1D(1, 2).strides(0))
            .getMessage());
    assertEquals(
        "Conv1D needs inputs (batch, steps, channels), but got (None, 10). Add the axis that is"
            + " missing: expandDims(0) for a batch of one, expandDims(-1) for one channel.\n"
            + "  in Conv1D \"c\" (kernel_size=[2], filters=1)",
        assertThrows(
                ShapeException.class,
                () -> new Conv1D(1, 2).name("c").of(Tensor.full(DType.FLOAT32, 0, 4, 10)))
            .getMessage());
  }
}

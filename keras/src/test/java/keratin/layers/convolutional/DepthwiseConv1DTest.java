package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keratin.facts.Facts;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DepthwiseConv1DTest {
  @Test
  void keepsTheContract() {
    ConvContract.depthwise(() -> new DepthwiseConv1D(2), 6, 4)
        .weights("kernel (2, 4, 1)", "bias (4,)")
        .check();
  }

  @Test
  void channelsStayApart() {
    Tensor x = Tensor.of(new float[][][] {{{1, 10}, {2, 20}, {3, 30}}});
    DepthwiseConv1D layer = new DepthwiseConv1D(2).depthMultiplier(2);
    layer.of(x);
    // Of every channel, its step and then the next one.
    layer.setWeights(
        List.of(
            Tensor.of(new float[] {1, 0, 1, 0, 0, 1, 0, 1}).reshape(2, 2, 2),
            Tensor.full(DType.FLOAT32, 0, 4)));
    Facts.assertClose(
        Tensor.of(new float[][][] {{{1, 2, 10, 20}, {2, 3, 20, 30}}}), layer.of(x), 0, 0);
  }

  @Test
  void aWindowBeyondTheInputIsRefused() {
    var error =
        assertThrows(
            ShapeException.class,
            () -> new DepthwiseConv1D(5).of(Tensor.full(DType.FLOAT32, 0, 1, 4, 2)));
    assertTrue(error.getMessage().contains("Use a smaller window"), error.getMessage());
  }
}

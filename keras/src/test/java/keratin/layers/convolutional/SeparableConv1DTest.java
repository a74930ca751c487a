package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SeparableConv1DTest {
  @Test
  void keepsTheContract() {
    ConvContract.separable(() -> new SeparableConv1D(3, 2), 6, 4)
        .weights("depthwise_kernel (2, 4, 1)", "pointwise_kernel (1, 4, 3)", "bias (3,)")
        .check();
  }

  @Test
  void mixesTheChannelsAfterwards() {
    Tensor x = Tensor.of(new float[][][] {{{1, 10}, {2, 20}, {3, 30}}});
    SeparableConv1D layer = new SeparableConv1D(1, 2).depthwiseInitializer("ones");
    layer.of(x);
    layer.setWeights(
        List.of(
            layer.depthwiseKernel(),
            Tensor.of(new float[] {1, 0.1f}).reshape(1, 2, 1),
            Tensor.of(new float[] {1})));
    // (1 + 2) + (10 + 20) / 10 + 1
    Facts.assertClose(Tensor.of(new float[] {7, 11}).reshape(1, 2, 1), layer.of(x), 1e-6, 1e-6);
  }

  @Test
  void paddingIsNotCausal() {
    assertEquals(
        "SeparableConv1D: padding must be one of [valid, same], but \"causal\" came.",
        assertThrows(
                IllegalArgumentException.class, () -> new SeparableConv1D(1, 2).padding("causal"))
            .getMessage());
  }
}

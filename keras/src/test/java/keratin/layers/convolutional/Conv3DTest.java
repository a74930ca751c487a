package keratin.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Conv3DTest {
  @Test
  void keepsTheContract() {
    ConvContract.filters(() -> new Conv3D(2, 2), 4, 4, 4, 4)
        .weights("kernel (2, 2, 2, 4, 2)", "bias (2,)")
        .vary("groups", 2)
        .check();
  }

  @Test
  void addsUpAWindowOfEightByHand() {
    Conv3D conv = new Conv3D(1, new int[] {2, 2, 2}).biasInitializer("ones");
    Tensor x = Ops.arange(8).cast(DType.FLOAT32).reshape(1, 2, 2, 2, 1);
    conv.of(x);
    conv.setWeights(
        List.of(Tensor.full(DType.FLOAT32, 1, 2, 2, 2, 1, 1), Tensor.of(new float[] {1})));
    Facts.assertClose(Tensor.of(new float[] {29}).reshape(1, 1, 1, 1, 1), conv.of(x), 1e-6, 1e-6);
  }

  @Test
  void anImageIsNoVolume() {
    assertEquals(
        "Conv3D needs inputs (batch, depth, height, width, channels), but got (None, 4).\n"
            + "  in Conv3D \"c\" (kernel_size=[2, 2, 2], filters=1)",
        assertThrows(
                ShapeException.class,
                () -> new Conv3D(1, 2).name("c").of(Tensor.full(DType.FLOAT32, 0, 1, 4)))
            .getMessage());
  }
}

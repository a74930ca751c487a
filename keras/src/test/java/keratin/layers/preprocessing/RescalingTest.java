package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RescalingTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Rescaling(2), 3).vary("scale", 3).vary("offset", 1).check();
  }

  @Test
  void bytesBecomeNumbers() {
    Tensor bytes = Tensor.ofBytes(new byte[] {0, (byte) 255}, Shape.of(1, 2));
    Facts.assertClose(
        Tensor.of(new float[][] {{-1, 1}}), new Rescaling(1 / 127.5, -1).of(bytes), 0, 1e-6);
    Facts.assertClose(
        Tensor.of(new float[][] {{1, 512}}),
        new Rescaling(new double[] {1, 2}).offset(new double[] {1, 2}).of(bytes),
        0,
        0);
  }

  @Test
  void oneScalePerChannel() {
    Tensor x = Tensor.of(new float[][] {{1, 2, 3}});
    Rescaling two = new Rescaling(new double[] {1, 2}).name("r");
    assertEquals(
        """
        mul: Incompatible shapes: [1,3] vs. [2]
          Axes are aligned at the end; two lengths fit if they are equal or one of them is 1. Here 3 \
        meets 2.
          in Rescaling "r" (scale=[1.0, 2.0])\
        """,
        assertThrows(ShapeException.class, () -> two.of(x)).getMessage());
  }
}

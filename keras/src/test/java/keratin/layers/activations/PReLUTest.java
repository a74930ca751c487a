package keratin.layers.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.initializers.Constant;
import keratin.layers.LayerContract;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PReLUTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new PReLU().alphaInitializer(new Constant(0.5)), 2, 3)
        .weights("alpha (2, 3)")
        .vary("alpha_initializer", "ones")
        .vary("alpha_regularizer", "l1")
        .vary("alpha_constraint", "unit_norm")
        .vary("shared_axes", 1)
        .check();
  }

  @Test
  void learnsItsSlopes() {
    PReLU layer = new PReLU().sharedAxes(1);
    Tensor x = Tensor.of(new float[][][] {{{-1, -1}, {-2, 2}}});
    layer.of(x);
    layer.setWeights(java.util.List.of(Tensor.of(new float[][] {{0.5f, 0.25f}})));
    Facts.assertClose(Tensor.of(new float[][][] {{{-0.5f, -0.25f}, {-1, 2}}}), layer.of(x), 0, 0);
  }

  @Test
  void unknownLengthsMustBeShared() {
    Shape shape = Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 3);
    assertEquals(
        "PReLU needs to know the lengths it has an alpha for, but got (None, None, 3). Share the"
            + " others.",
        assertThrows(ShapeException.class, () -> new PReLU().buildFor(shape)).getMessage());
    assertEquals(
        Shape.of(1, 3), ((PReLU) new PReLU().sharedAxes(1).buildFor(shape)).alpha().shape());
  }
}

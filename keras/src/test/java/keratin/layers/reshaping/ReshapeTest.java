package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Spec;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ReshapeTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Reshape(3, 4), 12).vary("target_shape", List.of(2, 6)).check();
  }

  @Test
  void keepsTheContractWithAFreeLength() {
    new LayerContract(() -> new Reshape(-1, 4), 2, 6).vary("target_shape", List.of(-1, 3)).check();
  }

  @Test
  void findsTheFreeLength() {
    Tensor x = Tensor.full(DType.FLOAT32, 1, 2, 3, 4);
    assertEquals(Shape.of(2, 6, 2), new Reshape(-1, 2).of(x).shape());
    assertEquals(List.of(-1, 2), new Reshape(-1, 2).getConfig().get("target_shape"));
    Tensor varying =
        Tensor.symbol(new Spec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 4)));
    assertEquals("(None, None, 8)", new Reshape(-1, 8).of(varying).shape().toString());
  }

  @Test
  void elementsDoNotVanish() {
    Tensor x = Tensor.full(DType.FLOAT32, 1, 2, 3, 4);
    assertEquals(
        """
        Reshape: a sample of shape (3, 4) has 12 elements, which the target shape (None, 5) cannot \
        hold.
          in Reshape "r" (target_shape=(None, 5))\
        """,
        assertThrows(ShapeException.class, () -> new Reshape(-1, 5).name("r").of(x)).getMessage());
    assertEquals(
        "Reshape: target_shape must be a list of lengths with at most one -1, but [-1, -1] came.",
        assertThrows(IllegalArgumentException.class, () -> new Reshape(-1, -1)).getMessage());
  }
}

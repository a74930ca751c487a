package keratin.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GroupNormalizationTest {
  @Test
  void keepsTheContract() {
    Map<String, Object> ones = Map.of("beta_initializer", "ones");
    new LayerContract(() -> new GroupNormalization(2), 4, 6)
        .weights("gamma (6,)", "beta (6,)")
        .vary("groups", 3)
        .vary("axis", 1)
        .vary("epsilon", 0.1)
        .vary("center", false)
        .vary("scale", false)
        .vary("beta_initializer", "ones")
        .vary("gamma_initializer", "zeros")
        .vary("beta_regularizer", "l2", ones)
        .vary("gamma_regularizer", "l1")
        .vary("beta_constraint", "unit_norm", ones)
        .vary("gamma_constraint", "unit_norm")
        .check();
  }

  @Test
  void groupsAreCutFromTheChannels() {
    Tensor x = Tensor.of(new float[][] {{1, 3, 10, 30}});
    Tensor apart = Tensor.of(new float[][] {{-1, 1, -1, 1}});
    Facts.assertClose(apart, new GroupNormalization(2).epsilon(0).of(x), 1e-6, 0);
    Facts.assertClose(
        Tensor.of(new float[4]).reshape(1, 4), new GroupNormalization(-1).of(x), 0, 1e-6);
    Tensor first = x.reshape(1, 4, 1, 1);
    Tensor y = new GroupNormalization(2).axis(1).epsilon(0).of(first);
    Facts.assertClose(apart, y.reshape(1, 4), 1e-6, 0);
  }

  @Test
  void groupsMustDivideTheChannels() {
    assertEquals(
        "GroupNormalization: 6 channels cannot be cut into 4 equal groups. Give a number of groups"
            + " that divides them.",
        assertThrows(
                ShapeException.class,
                () -> new GroupNormalization(4).buildFor(Shape.of(Shape.UNKNOWN, 6)))
            .getMessage());
    assertEquals(
        "GroupNormalization: groups must be a positive integer, or -1 for a group per channel, but"
            + " 0 came.",
        assertThrows(IllegalArgumentException.class, () -> new GroupNormalization(0)).getMessage());
  }
}

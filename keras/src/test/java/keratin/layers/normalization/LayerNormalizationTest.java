package keratin.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayerNormalizationTest {
  @Test
  void keepsTheContract() {
    Map<String, Object> ones = Map.of("beta_initializer", "ones");
    new LayerContract(LayerNormalization::new, 4, 3)
        .weights("gamma (3,)", "beta (3,)")
        .vary("axis", List.of(-2, -1))
        .vary("epsilon", 0.1)
        .vary("center", false)
        .vary("scale", false)
        .vary("rms_scaling", true)
        .vary("beta_initializer", "ones")
        .vary("gamma_initializer", "zeros")
        .vary("beta_regularizer", "l2", ones)
        .vary("gamma_regularizer", "l1")
        .vary("beta_constraint", "unit_norm", ones)
        .vary("gamma_constraint", "unit_norm")
        .check();
  }

  @Test
  void keepsTheContractOverSeveralAxesAndOverInnerOnes() {
    for (int[] axes : new int[][] {{1, 2}, {1}, {2, 1}}) {
      String shape = axes.length == 1 ? "(4,)" : "(4, 3)";
      new LayerContract(() -> new LayerNormalization().axis(axes), 4, 3)
          .weights("gamma " + shape, "beta " + shape)
          .vary("axis", -1)
          .vary("epsilon", 0.1)
          .vary("center", false)
          .vary("scale", false)
          .vary("rms_scaling", true)
          .vary("beta_initializer", "ones")
          .vary("gamma_initializer", "zeros")
          .vary("beta_regularizer", "l2", Map.of("beta_initializer", "ones"))
          .vary("gamma_regularizer", "l1")
          .vary("beta_constraint", "max_norm", Map.of("beta_initializer", "ones"))
          .vary("gamma_constraint", "unit_norm")
          .check();
    }
  }

  @Test
  void everySampleByItself() {
    Tensor x = Tensor.of(new float[][] {{1, 3}, {10, 30}});
    Tensor expected = Tensor.of(new float[][] {{-1, 1}, {-1, 1}});
    Tensor mask = Tensor.of(new boolean[] {true, false});
    Tensor y = new LayerNormalization().epsilon(0).of(Mask.attach(x, mask), true);
    Facts.assertClose(expected, y, 1e-6, 0);
    assertSame(mask, Mask.of(y));
  }

  @Test
  void lengthsThatAreNormalizedMustBeKnown() {
    Shape shape = Shape.of(Shape.UNKNOWN, Shape.UNKNOWN, 3);
    assertEquals(
        "LayerNormalization needs to know the lengths of the axes [1], but the input is (None,"
            + " None, 3).",
        assertThrows(ShapeException.class, () -> new LayerNormalization().axis(1).buildFor(shape))
            .getMessage());
  }
}

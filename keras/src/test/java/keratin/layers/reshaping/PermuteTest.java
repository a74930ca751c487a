package keratin.layers.reshaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PermuteTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Permute(2, 1), 2, 3).vary("dims", List.of(1, 2)).check();
  }

  @Test
  void leavesTheBatchInFront() {
    Tensor x = Tensor.of(new float[][][] {{{1, 2, 3}, {4, 5, 6}}});
    Facts.assertClose(
        Tensor.of(new float[][][] {{{1, 4}, {2, 5}, {3, 6}}}), new Permute(2, 1).of(x), 0, 0);
  }

  @Test
  void everyAxisIsNamedOnce() {
    assertEquals(
        "Permute: dims must be every axis from 1 on, once, but [0, 1] came.",
        assertThrows(IllegalArgumentException.class, () -> new Permute(0, 1)).getMessage());
    Tensor x = Tensor.of(new float[][] {{1, 2}});
    assertEquals(
        "Permute: 2 axes besides the batch were named, but the input (1, 2) has 1.\n"
            + "  in Permute \"p\" (dims=[2, 1])",
        assertThrows(ShapeException.class, () -> new Permute(2, 1).name("p").of(x)).getMessage());
  }
}

package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keratin.facts.Facts;
import keratin.layers.LayerContract;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class HashingTest {
  private static Tensor names() {
    return Tensor.of(new String[][] {{"A"}, {"B"}, {"C"}, {"D"}, {"E"}});
  }

  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Hashing(3), 3)
        .input(() -> Tensor.of(new int[][] {{0, 1, 1}, {2, 2, 4}, {3, 0, 3}}))
        .vary("num_bins", 6)
        .vary("output_mode", "count")
        .vary("mask_value", 2)
        .vary("salt", List.of(133, 137))
        .elsewhere("sparse")
        .check();
    new LayerContract(() -> new HashedCrossing(4), List.of())
        .inputs(() -> List.of(Tensor.of(new int[] {1, 2, 3}), Tensor.of(new int[] {4, 5, 6})))
        .vary("num_bins", 6)
        .vary("output_mode", "one_hot")
        .elsewhere("sparse")
        .check();
  }

  @Test
  void binsOfKeras() {
    assertArrayEquals(new int[] {1, 0, 1, 1, 2}, new Hashing(3).of(names()).toIntArray());
    assertArrayEquals(
        new int[] {1, 2, 1, 0, 2}, new Hashing(3).salt(List.of(133, 137)).of(names()).toIntArray());
    Tensor texts =
        Tensor.of(
            new String[][] {{"x"}, {"y"}, {"longer text with more than thirty-two bytes in it"}});
    Facts.assertClose(
        Tensor.of(new float[][] {{1, 0, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}}),
        new Hashing(5).maskValue("x").outputMode("one_hot").of(texts),
        0,
        0);
  }

  @Test
  void combinationsOfKeras() {
    Tensor bins =
        new HashedCrossing(7)
            .of(
                Tensor.of(new String[] {"a", "b"}),
                Tensor.of(new int[] {1, -2}),
                Tensor.of(new String[] {"xx", "y"}));
    assertArrayEquals(new int[] {5, 2}, bins.toIntArray());
    assertEquals(DType.INT64, bins.dtype());
  }

  @Test
  void mistakesAreExplained() {
    assertEquals(
        "Hashing: num_bins must be a positive integer, but 0 came.",
        assertThrows(IllegalArgumentException.class, () -> new Hashing(0)).getMessage());
    assertEquals(
        "HashedCrossing crosses two tensors or more, but one came.\n"
            + "  in HashedCrossing \"h\" (num_bins=3)",
        assertThrows(TensorException.class, () -> new HashedCrossing(3).name("h").of(names()))
            .getMessage());
  }
}

package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.CallArguments;
import keratin.layers.LayerContract;
import keratin.layers.Layers;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class CategoryEncodingTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new CategoryEncoding(5), 3)
        .input(() -> Tensor.of(new int[][] {{0, 1, 1}, {2, 2, 4}, {3, 0, 3}}))
        .vary("num_tokens", 6)
        .vary("output_mode", "count")
        .elsewhere("sparse")
        .check();
  }

  @Test
  void saysWhatOccursAndHowOften() {
    Tensor x = Tensor.of(new int[][] {{0, 1}, {2, 2}});
    Facts.assertClose(
        Tensor.of(new float[][] {{1, 1, 0}, {0, 0, 1}}), new CategoryEncoding(3).of(x), 0, 0);
    CategoryEncoding count = new CategoryEncoding(3).outputMode("count");
    Facts.assertClose(Tensor.of(new float[][] {{1, 1, 0}, {0, 0, 2}}), count.of(x), 0, 0);
    Tensor weights = Tensor.of(new float[][] {{0.5f, 2}, {1, 0.25f}});
    Facts.assertClose(
        Tensor.of(new float[][] {{0.5f, 2, 0}, {0, 0, 1.25f}}),
        count.of(x, new CallArguments().with("count_weights", weights)),
        0,
        0);
  }

  @Test
  void aVectorForEveryNumber() {
    CategoryEncoding oneHot = new CategoryEncoding(3).outputMode("one_hot");
    Tensor x = Tensor.of(new int[][] {{0, 5}, {2, 2}});
    // 5 is none of the three.
    Facts.assertClose(
        Tensor.of(new float[][][] {{{1, 0, 0}, {0, 0, 0}}, {{0, 0, 1}, {0, 0, 1}}}),
        oneHot.of(x),
        0,
        0);
    assertEquals(Shape.of(2, 3), oneHot.of(Tensor.of(new int[][] {{0}, {1}})).shape());
    assertEquals(Shape.of(1, 3), oneHot.of(Tensor.of(new int[] {1}).squeeze(0)).shape());
  }

  @Test
  void weightsAreForCounts() {
    assertEquals(
        "CategoryEncoding: count_weights are for output_mode \"count\", but it is \"multi_hot\".\n"
            + "  in CategoryEncoding \"c\"",
        assertThrows(
                TensorException.class,
                () ->
                    new CategoryEncoding(3)
                        .name("c")
                        .of(
                            Tensor.of(new int[][] {{0}}),
                            new CallArguments()
                                .with("count_weights", Tensor.of(new float[][] {{1}}))))
            .getMessage());
    assertEquals(
        "CategoryEncoding: num_tokens must be a positive integer or null, but 0 came.",
        assertThrows(IllegalArgumentException.class, () -> new CategoryEncoding(0)).getMessage());
    assertEquals(
        "CategoryEncoding: num_tokens was not given. Say how many categories there are, or use"
            + " IntegerLookup where that is not known.\n"
            + "  in CategoryEncoding \"c\"",
        assertThrows(
                TensorException.class,
                () -> Layers.get("CategoryEncoding").name("c").of(Tensor.of(new int[] {0})))
            .getMessage());
    assertEquals(
        "CategoryEncoding: sparse must be false, as there are no sparse tensors here, but true"
            + " came.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Layers.get(
                        Map.of("class_name", "CategoryEncoding", "config", Map.of("sparse", true))))
            .getMessage());
  }
}

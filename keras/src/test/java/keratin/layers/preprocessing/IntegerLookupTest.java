package keratin.layers.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.layers.LayerContract;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class IntegerLookupTest {
  @Test
  void keepsTheContract() {
    new LayerContract(() -> new IntegerLookup().vocabulary(10, 20, 30), 3)
        .input(() -> Tensor.of(new int[][] {{10, 100, 7}, {20, 20, 300}, {0, 30, 1100}}))
        .vary("vocabulary", List.of(20, 30))
        .vary("num_oov_indices", 4)
        .vary("mask_token", 0)
        .vary("output_mode", "multi_hot")
        .vary(
            "max_tokens",
            7,
            Map.of("output_mode", "count", "pad_to_max_tokens", true, "max_tokens", 6))
        .vary("pad_to_max_tokens", true, Map.of("output_mode", "count", "max_tokens", 7))
        .vary(
            "idf_weights",
            List.of(1, 2, 3),
            Map.of("output_mode", "tf_idf", "idf_weights", List.of(1, 1, 1)))
        .vary("oov_method", "farmhash", Map.of("num_oov_indices", 4))
        .vary("salt", 7, Map.of("num_oov_indices", 4, "oov_method", "farmhash"))
        .vary("invert", true)
        .vary("oov_token", 5, Map.of("invert", true))
        .elsewhere("sparse", "vocabulary_dtype", "vocabulary_size")
        .check();
  }

  @Test
  void learnsTheVocabularyOfKeras() {
    IntegerLookup layer = new IntegerLookup().numOovIndices(3).maskToken(0L);
    layer.adapt(Tensor.of(new int[] {5, 5, 7, -1, 9, 0, 9, 9}));
    assertEquals(List.of(0L, -1L, -1L, -1L, 9L, 5L, 7L), layer.getVocabulary());
    assertArrayEquals(
        new int[] {5, 6, 4, 0, 3, 2, 3},
        layer.of(Tensor.of(new int[] {5, 7, 9, 0, -4, 100, 11})).toIntArray());
  }

  @Test
  void mistakesAreExplained() {
    assertEquals(
        "IntegerLookup has no vocabulary yet, so it cannot tell how long its vectors are. Learn"
            + " one: adapt(data), or give one: vocabulary(…)\n"
            + "  in IntegerLookup \"i\"",
        assertThrows(
                TensorException.class,
                () ->
                    new IntegerLookup().name("i").outputMode("count").of(Tensor.of(new int[] {1})))
            .getMessage());
    assertEquals(
        "The vocabulary has 4 tokens, the special ones [-1] among them, but max_tokens is 3.",
        assertThrows(
                IllegalArgumentException.class,
                () -> new IntegerLookup().maxTokens(3).vocabulary(1, 2, 3).getVocabulary())
            .getMessage());
  }
}

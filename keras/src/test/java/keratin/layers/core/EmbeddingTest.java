package keratin.layers.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keratin.facts.Facts;
import keratin.layers.Layer;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.tensor.DType;
import keratin.tensor.IndexException;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static Tensor words() {
    return Tensor.of(new int[][] {{1, 0, 2}, {3, 3, 1}});
  }

  @Test
  void keepsTheContract() {
    new LayerContract(() -> new Embedding(4, 3))
        .input(EmbeddingTest::words)
        .weights("embeddings (4, 3)")
        .vary("input_dim", 5)
        .vary("output_dim", 2)
        .vary("embeddings_initializer", "ones")
        .vary("embeddings_regularizer", "l2")
        .vary("embeddings_constraint", "non_neg")
        .vary("mask_zero", true)
        .check();
  }

  @Test
  void looksUpRows() {
    Memory.tidy(
        () -> {
          Tensor matrix = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
          Embedding layer = new Embedding(3, 2).weights(matrix).maskZero(true);
          Tensor y = layer.of(Tensor.of(new int[][] {{2, 0}}));
          Facts.assertClose(Tensor.of(new float[][][] {{{5, 6}, {1, 2}}}), y, 0, 0);
          Tensor mask = Mask.of(y);
          assertNotNull(mask);
          assertArrayEquals(new int[] {1, 0}, mask.toIntArray());
        });
  }

  @Test
  void anIndexBeyondTheMatrixIsAnError() {
    Memory.tidy(
        () -> {
          String text =
              assertThrows(
                      IndexException.class,
                      () -> new Embedding(3, 2).name("words").of(Tensor.of(new int[][] {{3}})))
                  .getMessage();
          assertEquals(
              "gather: index 3 is out of range for axis 0 of the shape (3, 2); valid: -3 to 2\n"
                  + "  in Embedding \"words\" (input_dim=3, output_dim=2)",
              text);
        });
  }

  @Test
  void reversesWithTheSameMatrix() {
    Memory.tidy(
        () -> {
          ReversibleEmbedding layer =
              new ReversibleEmbedding(3, 2).embeddingsInitializer("ones").maskZero(true);
          Tensor y = layer.of(Tensor.of(new int[][] {{2, 0}}));
          assertNotNull(Mask.of(y));
          Tensor x = Tensor.of(new float[][] {{1, 2}});
          Tensor logits = layer.reverse(x);
          Facts.assertClose(Tensor.of(new float[][] {{3, 3, 3}}), logits, 0, 0);
          assertNull(Mask.of(logits));
        });
  }

  @Test
  void aModelRemembersWhichWay() {
    Memory.tidy(
        () -> {
          ReversibleEmbedding layer = new ReversibleEmbedding(5, 2);
          Tensor in = new Input(3).dtype(DType.INT32).tensor();
          Model model = new Model(in, layer.reverse(new Dense(2).of(layer.of(in))));
          assertEquals(Shape.of(1, 3, 5), model.of(Tensor.of(new int[][] {{1, 2, 3}})).shape());
        });
  }

  private static Tensor reversed(Layer layer) {
    var embedding = (ReversibleEmbedding) layer;
    return embedding.reverse(
        Tensor.full(DType.FLOAT32, 1, 1, embedding.embeddings().shape().dim(1)));
  }

  @Test
  void theReversibleOneKeepsTheContract() {
    new LayerContract(() -> new ReversibleEmbedding(4, 3))
        .input(EmbeddingTest::words)
        .weights("embeddings (4, 3)")
        .vary("input_dim", 5)
        .vary("output_dim", 2)
        .vary("embeddings_initializer", "ones")
        .vary("embeddings_regularizer", "l2")
        .vary("embeddings_constraint", "non_neg")
        .vary("mask_zero", true)
        .vary("tie_weights", false)
        .vary("reverse_dtype", "float64")
        .vary("logit_soft_cap", 0.01)
        .look(EmbeddingTest::reversed)
        .check();
  }
}

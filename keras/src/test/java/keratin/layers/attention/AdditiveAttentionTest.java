package keratin.layers.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.CallArguments;
import keratin.layers.LayerContract;
import keratin.memory.Memory;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AdditiveAttentionTest {
  @Test
  void keepsTheContract() {
    new LayerContract(AdditiveAttention::new, List.of(Shape.of(3, 4), Shape.of(5, 4)))
        .randomInTraining()
        .weights("scale (4,)")
        .vary("use_scale", false)
        .vary("dropout", 0.5)
        .vary("seed", 3, Map.of("dropout", 0.5))
        .check();
  }

  @Test
  void addsQueriesAndKeys() {
    Memory.tidy(
        () -> {
          Tensor query = Tensor.of(new float[][][] {{{0.5f}}});
          Tensor value = Tensor.of(new float[][][] {{{1}, {2}}});
          List<Tensor> ys =
              new AdditiveAttention()
                  .useScale(false)
                  .ofAll(
                      List.of(query, value),
                      new CallArguments().with("return_attention_scores", true),
                      false);
          double first = Math.exp(Math.tanh(1.5));
          double second = Math.exp(Math.tanh(2.5));
          float share = (float) (first / (first + second));
          Facts.assertClose(
              Tensor.of(new float[][][] {{{share, 1 - share}}}), ys.getLast(), 1e-6, 0);
          Facts.assertClose(
              Tensor.of(new float[][][] {{{share + 2 * (1 - share)}}}), ys.getFirst(), 1e-6, 0);
        });
  }

  @Test
  void needsAValue() {
    Memory.tidy(
        () -> {
          Tensor query = Tensor.of(new float[][][] {{{1}}});
          assertEquals(
              "AdditiveAttention takes a query and a value, and a key if that is another tensor,"
                  + " but 1 came: attention.of(query, value)\n  in AdditiveAttention \"a\"",
              assertThrows(ShapeException.class, () -> new AdditiveAttention().name("a").of(query))
                  .getMessage());
        });
  }
}

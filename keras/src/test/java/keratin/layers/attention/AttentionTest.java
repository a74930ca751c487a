package keratin.layers.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.CallArguments;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.memory.Memory;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final List<Shape> SAMPLES = List.of(Shape.of(3, 4), Shape.of(5, 4));

  @Test
  void keepsTheContract() {
    new LayerContract(Attention::new, SAMPLES)
        .randomInTraining()
        .vary("use_scale", true)
        .vary("score_mode", "concat")
        .vary("dropout", 0.5)
        .vary("seed", 3, Map.of("dropout", 0.5))
        .check();
    new LayerContract(() -> new Attention().scoreMode("concat").useScale(true), SAMPLES)
        .randomInTraining()
        .weights("scale ()", "concat_score_weight ()")
        .vary("use_scale", false)
        .vary("score_mode", "dot")
        .vary("dropout", 0.5)
        .vary("seed", 3, Map.of("dropout", 0.5))
        .check();
  }

  private static Tensor unit() {
    return Tensor.of(new float[][][] {{{1, 0}, {0, 1}}});
  }

  @Test
  void mixesValuesByTheirAgreementWithTheQuery() {
    Memory.tidy(
        () -> {
          // e / (e + 1)
          float own = 0.7310586f;
          Tensor expected = Tensor.of(new float[][][] {{{own, 1 - own}, {1 - own, own}}});
          Facts.assertClose(expected, new Attention().of(unit(), unit()), 1e-6, 0);
          List<Tensor> causal =
              new Attention()
                  .ofAll(
                      List.of(unit(), unit()),
                      new CallArguments()
                          .with("use_causal_mask", true)
                          .with("return_attention_scores", true),
                      false);
          Tensor past = Tensor.of(new float[][][] {{{1, 0}, {1 - own, own}}});
          Facts.assertClose(past, causal.getFirst(), 1e-6, 0);
          Facts.assertClose(past, causal.getLast(), 1e-6, 0);
        });
  }

  @Test
  void passesOverWhatIsMasked() {
    Memory.tidy(
        () -> {
          Tensor query = Mask.attach(unit(), Tensor.of(new boolean[][] {{true, false}}));
          Tensor value = Mask.attach(unit(), Tensor.of(new boolean[][] {{false, true}}));
          Tensor y = new Attention().of(query, value);
          Facts.assertClose(Tensor.of(new float[][][] {{{0, 1}, {0, 0}}}), y, 1e-6, 0);
          assertNotNull(Mask.of(y), "the mask of the queries");
          CallArguments masks =
              new CallArguments().with("mask", List.of(Mask.of(query), Mask.of(value)));
          Facts.assertClose(
              y, new Attention().ofAll(List.of(unit(), unit()), masks, false).getFirst(), 0, 0);
        });
  }

  @Test
  void saysWhatItNeeds() {
    Memory.tidy(
        () -> {
          Attention layer = new Attention().name("a");
          assertEquals(
              "Attention takes a query and a value, and a key if that is another tensor, but 1"
                  + " came: attention.of(query, value)\n  in Attention \"a\"",
              assertThrows(ShapeException.class, () -> layer.of(unit())).getMessage());
          assertEquals(
              "Attention multiplies queries and keys, but the queries (None, 2, 2) end in 2 and the"
                  + " keys (None, 2, 3) in 3.\n  in Attention \"a\"",
              assertThrows(
                      ShapeException.class,
                      () -> layer.of(unit(), Tensor.full(DType.FLOAT32, 1, 1, 2, 3)))
                  .getMessage());
          assertEquals(
              "Attention takes no argument \"use_casual_mask\" with a call. Did you mean"
                  + " use_causal_mask?\n  in Attention \"a\"",
              assertThrows(
                      TensorException.class,
                      () ->
                          layer.ofAll(
                              List.of(unit(), unit()),
                              new CallArguments().with("use_casual_mask", true),
                              false))
                  .getMessage());
        });
  }
}

package keratin.layers.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.CallArguments;
import keratin.layers.Layer;
import keratin.layers.LayerContract;
import keratin.layers.Mask;
import keratin.layers.core.Embedding;
import keratin.layers.core.Input;
import keratin.memory.Memory;
import keratin.models.Model;
import keratin.models.Models;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import keratin.tensor.TensorException;
import org.junit.jupiter.api.Test;

class MultiHeadAttentionTest {
  private static final CallArguments CAUSAL = new CallArguments().with("use_causal_mask", true);
  private static final CallArguments SCORES =
      new CallArguments().with("return_attention_scores", true);

  @Test
  void keepsTheContract() {
    new LayerContract(() -> new MultiHeadAttention(2, 3), List.of(Shape.of(4, 5), Shape.of(6, 5)))
        .randomInTraining()
        .activityLosses(4)
        .weights(
            "kernel (5, 2, 3)",
            "bias (2, 3)",
            "kernel (5, 2, 3)",
            "bias (2, 3)",
            "kernel (5, 2, 3)",
            "bias (2, 3)",
            "kernel (2, 3, 5)",
            "bias (5,)")
        .vary("num_heads", 1)
        .vary("key_dim", 2)
        .vary("value_dim", 4)
        .vary("output_shape", List.of(7))
        .accept("attention_axes", List.of(1))
        .vary("dropout", 0.5)
        .vary("seed", 3, Map.of("dropout", 0.5))
        .vary("use_bias", false)
        .vary("use_gate", true)
        .vary("sliding_window", 1)
        .vary("kernel_initializer", "ones")
        .vary("bias_initializer", "ones")
        .vary("kernel_regularizer", "l2")
        .vary("bias_regularizer", "l2", Map.of("bias_initializer", "ones"))
        .vary("kernel_constraint", "non_neg")
        .vary("bias_constraint", "unit_norm", Map.of("bias_initializer", "ones"))
        .check();
  }

  private static Tensor normal(int... dims) {
    return RandomOps.normal(Shape.of(dims), Seed.of(dims.length + dims[1]));
  }

  /** Projections that change nothing: one head, kernels that are identities. */
  private static MultiHeadAttention plain() {
    MultiHeadAttention layer = new MultiHeadAttention(1, 2).useBias(false);
    layer.buildFor(List.of(Shape.of(Shape.UNKNOWN, 2, 2), Shape.of(Shape.UNKNOWN, 2, 2)));
    Tensor in = Tensor.of(new float[][][] {{{1, 0}}, {{0, 1}}});
    layer.setWeights(List.of(in, in, in, Tensor.of(new float[][][] {{{1, 0}, {0, 1}}})));
    return layer;
  }

  @Test
  void dividesByTheRootOfTheSize() {
    Memory.tidy(
        () -> {
          Tensor x = Tensor.of(new float[][][] {{{1, 0}, {0, 1}}});
          double power = Math.exp(1 / Math.sqrt(2));
          float own = (float) (power / (power + 1));
          Tensor expected = Tensor.of(new float[][][] {{{own, 1 - own}, {1 - own, own}}});
          Facts.assertClose(expected, plain().of(x, x), 1e-6, 0);
          Tensor causal = Tensor.of(new float[][][] {{{1, 0}, {1 - own, own}}});
          Facts.assertClose(
              causal, plain().ofAll(List.of(x, x), CAUSAL, false).getFirst(), 1e-6, 0);
        });
  }

  @Test
  void givesTheSameWithAndWithoutScores() {
    Memory.tidy(
        () -> {
          MultiHeadAttention layer = new MultiHeadAttention(2, 3).slidingWindow(2).useGate(true);
          Tensor x = normal(2, 4, 5);
          Tensor y = layer.ofAll(List.of(x, x), CAUSAL, false).getFirst();
          List<Tensor> both =
              layer.ofAll(List.of(x, x), CAUSAL.with("return_attention_scores", true), false);
          Facts.assertClose(y, both.getFirst(), 1e-6, 1e-5);
          assertEquals(Shape.of(2, 2, 4, 4), both.getLast().shape());
          assertEquals(0, both.getLast().get("0, 0, 3, 1").floatValue(), "outside of the window");
        });
  }

  @Test
  void attendsAlongSeveralAxes() {
    Memory.tidy(
        () -> {
          MultiHeadAttention layer = new MultiHeadAttention(2, 3).attentionAxes(1, 2);
          Tensor query = normal(2, 4, 3, 5);
          Tensor value = normal(2, 6, 2, 5);
          List<Tensor> ys = layer.ofAll(List.of(query, value), SCORES, false);
          assertEquals(Shape.of(2, 4, 3, 5), ys.getFirst().shape());
          assertEquals(Shape.of(2, 2, 4, 3, 6, 2), ys.getLast().shape());
          // Along one axis of two, the other is a batch: each row attends on its own.
          MultiHeadAttention rows = new MultiHeadAttention(2, 3).attentionAxes(2);
          Tensor all = rows.of(query, query);
          Tensor other =
              Tensor.where(
                  Tensor.of(new boolean[][][] {{{false}}, {{true}}}).reshape(2, 1, 1, 1),
                  query.mul(2),
                  query);
          Facts.assertClose(all.slice(0, 0, 1), rows.of(other, other).slice(0, 0, 1), 0, 0);
        });
  }

  @Test
  void masksOfInputsCountAndGoOn() {
    Memory.tidy(
        () -> {
          MultiHeadAttention layer = new MultiHeadAttention(2, 3);
          Tensor mask = Tensor.of(new boolean[][] {{true, true, false}});
          Tensor x = normal(1, 3, 4);
          Tensor masked = Mask.attach(x.mul(1), mask);
          Tensor y = layer.of(masked, masked);
          assertEquals(mask, Mask.of(y));
          Tensor short2 = layer.of(x.slice(1, 0, 2), x.slice(1, 0, 2));
          Facts.assertClose(short2, y.slice(1, 0, 2), 1e-6, 1e-5);
          CallArguments told =
              new CallArguments().with("query_mask", mask).with("value_mask", mask);
          Facts.assertClose(y, layer.ofAll(List.of(x, x), told, false).getFirst(), 0, 0);
          assertNull(Mask.of(layer.of(x, x)));
          // A key that is left out is the value, but takes a mask.
          CallArguments ofKey = new CallArguments().with("key_mask", mask);
          Tensor found = layer.ofAll(List.of(x, x), ofKey, false).getFirst();
          Facts.assertClose(short2, found.slice(1, 0, 2), 1e-6, 1e-5);
        });
  }

  @Test
  void isPartOfAModelWithItsMasks() {
    Memory.tidy(
        () -> {
          Tensor ids = new Input(4).dtype(DType.INT32).tensor();
          Tensor words = new Embedding(10, 6).maskZero(true).of(ids);
          Tensor y =
              new MultiHeadAttention(2, 3).ofAll(List.of(words, words), CAUSAL, false).getFirst();
          Model model = new Model(ids, y);
          Tensor x = Tensor.of(new int[][] {{1, 2, 3, 0}, {4, 0, 0, 0}});
          Model copy = Models.cloneModel(model);
          copy.setWeights(model.getWeights());
          Tensor here = model.of(x);
          assertNotNull(Mask.of(here));
          Facts.assertClose(here, copy.of(x), 0, 0);
          Layer attention = model.layers().getLast();
          Tensor embedded = ((Layer) model.layers().get(model.layers().size() - 2)).of(x);
          Facts.assertClose(
              attention.ofAll(List.of(embedded, embedded), CAUSAL, false).getFirst(), here, 0, 0);
        });
  }

  @Test
  void saysWhatItNeeds() {
    Memory.tidy(
        () -> {
          Tensor x = normal(2, 3, 4);
          assertEquals(
              "MultiHeadAttention takes a query and a value, and a key if that is another tensor,"
                  + " but 1 came: attention.of(x, x) lets a sequence attend to itself.\n"
                  + "  in MultiHeadAttention \"m\" (num_heads=2, key_dim=3)",
              assertThrows(ShapeException.class, () -> new MultiHeadAttention(2, 3).name("m").of(x))
                  .getMessage());
          assertEquals(
              "MultiHeadAttention: value and key must have the same places, but the value is"
                  + " (None, 3, 4) and the key (None, 5, 4).\n"
                  + "  in MultiHeadAttention \"m\" (num_heads=2, key_dim=3)",
              assertThrows(
                      ShapeException.class,
                      () -> new MultiHeadAttention(2, 3).name("m").of(x, x, normal(2, 5, 4)))
                  .getMessage());
          MultiHeadAttention flash = new MultiHeadAttention(2, 3).name("m").flashAttention(true);
          assertEquals(
              "MultiHeadAttention: flash_attention never holds the scores, so that they cannot be"
                  + " returned.\n  in MultiHeadAttention \"m\" (num_heads=2, key_dim=3)",
              assertThrows(TensorException.class, () -> flash.ofAll(List.of(x, x), SCORES, false))
                  .getMessage());
        });
  }
}

package keratin.layers.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import keratin.facts.Facts;
import keratin.layers.CallArguments;
import keratin.layers.LayerContract;
import keratin.layers.Layers;
import keratin.memory.Memory;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GroupQueryAttentionTest {
  @Test
  void keepsTheContract() {
    new LayerContract(
            () -> new GroupQueryAttention(3, 4, 2), List.of(Shape.of(4, 5), Shape.of(6, 5)))
        .randomInTraining()
        .activityLosses(5)
        .weights(
            "kernel (5, 4, 3)",
            "bias (4, 3)",
            "kernel (5, 2, 3)",
            "bias (2, 3)",
            "kernel (5, 2, 3)",
            "bias (2, 3)",
            "kernel (4, 3, 5)",
            "bias (5,)")
        .vary("head_dim", 2)
        .vary("num_query_heads", 2)
        .vary("num_key_value_heads", 4)
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

  @Test
  void isMultiHeadAttentionWhoseHeadsShareKeys() {
    Memory.tidy(
        () -> {
          Tensor x = RandomOps.normal(Shape.of(2, 4, 5), Seed.of(1));
          GroupQueryAttention grouped = new GroupQueryAttention(3, 4, 2);
          Tensor y = grouped.of(x, x);
          List<Tensor> own = grouped.getWeights();
          MultiHeadAttention all = new MultiHeadAttention(4, 3);
          all.of(x, x);
          all.setWeights(
              List.of(
                  own.get(0),
                  own.get(1),
                  Ops.repeat(own.get(2), 2, 1),
                  Ops.repeat(own.get(3), 2, 0),
                  Ops.repeat(own.get(4), 2, 1),
                  Ops.repeat(own.get(5), 2, 0),
                  own.get(6),
                  own.get(7)));
          Facts.assertClose(all.of(x, x), y, 1e-6, 1e-5);
          List<Tensor> scores =
              grouped.ofAll(
                  List.of(x, x), new CallArguments().with("return_attention_scores", true), false);
          Facts.assertClose(y, scores.getFirst(), 1e-6, 1e-5);
          assertEquals(Shape.of(2, 4, 4, 4), scores.getLast().shape());
        });
  }

  @Test
  void isKnownByBothNames() {
    assertInstanceOf(GroupQueryAttention.class, named("GroupQueryAttention"));
    assertInstanceOf(GroupQueryAttention.class, named("GroupedQueryAttention"));
  }

  private static Object named(String name) {
    return Layers.get(
        Map.of(
            "class_name",
            name,
            "config",
            Map.of("head_dim", 2, "num_query_heads", 4, "num_key_value_heads", 2)));
  }

  @Test
  void saysWhichHeadsDoNotFit() {
    Memory.tidy(
        () -> {
          Tensor x = RandomOps.normal(Shape.of(2, 4, 5), Seed.of(1));
          assertEquals(
              "GroupQueryAttention: num_query_heads must be a multiple of num_key_value_heads, but"
                  + " they are 4 and 3.\n"
                  + "  in GroupedQueryAttention \"g\" (head_dim=3, num_query_heads=4,"
                  + " num_key_value_heads=3)",
              assertThrows(
                      ShapeException.class,
                      () -> new GroupQueryAttention(3, 4, 3).name("g").of(x, x))
                  .getMessage());
        });
  }
}

package keratin.layers.attention;

import java.util.List;
import keratin.layers.Mask;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a query sees: true where it does. All have the axes {@code (batch, T, S)} of queries
 * and keys, or such that broadcast to them.
 */
final class AttentionMasks {
  private AttentionMasks() {}

  /** The keys up to the query's own place, {@code (T, S)}. */
  static Tensor causal(Tensor beside, int queries, int keys) {
    return triangle(beside, queries, keys, 0);
  }

  /** The keys less than {@code size} places before or after the query's own, {@code (T, S)}. */
  static Tensor window(Tensor beside, int queries, int keys, int size) {
    Tensor before = triangle(beside, queries, keys, size - 1);
    return before.logicalAnd(triangle(beside, queries, keys, -size).logicalNot());
  }

  private static Tensor triangle(Tensor beside, int rows, int columns, int diagonal) {
    return Engine.beside(beside, () -> Ops.tri(rows, columns, diagonal)).cast(DType.BOOL);
  }

  /** Both, where there are two. */
  static @Nullable Tensor and(@Nullable Tensor a, @Nullable Tensor b) {
    return a == null ? b : b == null ? a : a.logicalAnd(b);
  }

  /**
   * What the masks of query, value and key leave: a masked query sees nothing, and nobody sees a
   * masked value or key.
   */
  static @Nullable Tensor ofInputs(List<Tensor> xs) {
    Tensor seen = null;
    for (int i = 0; i < xs.size(); i++) {
      Tensor mask = Mask.of(xs.get(i));
      if (mask != null) {
        seen = and(seen, mask.expandDims(i == 0 ? -1 : -2));
      }
    }
    return seen;
  }

  /** With axes of length 1 for the heads, and for what is missing before them. */
  static Tensor overHeads(Tensor mask, int rank, int attentionAxes) {
    Tensor wide = mask;
    while (wide.rank() < rank) {
      wide = wide.expandDims(-2 * attentionAxes - 1);
    }
    return wide;
  }
}

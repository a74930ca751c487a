package keratin.layers.merging;

import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Folds masked tensors with an operation that has no neutral element: where one side is masked out,
 * the other counts.
 */
final class Extreme {
  private Extreme() {}

  static Tensor of(List<Tensor> xs, BinaryOperator<Tensor> op) {
    List<@Nullable Tensor> masks = Merge.spreadMasks(xs);
    Tensor result = null;
    Tensor resultMask = null;
    for (int i = 0; i < xs.size(); i++) {
      Tensor x = xs.get(i);
      Tensor mask = masks.get(i);
      if (result == null) {
        result = x;
        resultMask = mask;
        continue;
      }
      Tensor right = mask == null ? x : Tensor.where(mask, x, result);
      Tensor left = resultMask == null ? result : Tensor.where(resultMask, result, right);
      resultMask = mask == null || resultMask == null ? null : resultMask.logicalOr(mask);
      result = op.apply(left, right);
    }
    return Objects.requireNonNull(result);
  }
}

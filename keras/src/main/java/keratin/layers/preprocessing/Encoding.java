package keratin.layers.preprocessing;

import keratin.config.Kind;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Numbers of categories as vectors: what preprocessing layers have as output modes. */
final class Encoding {
  static final String INT = "int";
  static final String ONE_HOT = "one_hot";
  static final String MULTI_HOT = "multi_hot";
  static final String COUNT = "count";

  /** Options that ask for sparse tensors, which do not exist here. */
  static final Kind<Boolean> SPARSE =
      new Kind<>("false, as there are no sparse tensors here", Encoding::dense, v -> v);

  private Encoding() {}

  private static Boolean dense(Object source) {
    if ((Boolean) source) {
      throw new IllegalArgumentException();
    }
    return false;
  }

  /**
   * Encodes numbers from 0 to {@code depth − 1}; others leave no trace.
   *
   * <p>{@code "one_hot"}: a vector per number, {@code (…, depth)}, a last axis of length 1 taken
   * away before. {@code "multi_hot"} and {@code "count"}: a vector per sample, {@code (batch, n)}
   * to {@code (batch, depth)}, with ones at the numbers that occur, or how often they do.
   *
   * @param weights what each number counts for; null for 1 each
   */
  static Tensor encode(
      Tensor numbers, String mode, int depth, DType dtype, @Nullable Tensor weights) {
    Tensor x = numbers.cast(DType.INT64);
    x = x.rank() == 0 ? x.expandDims(0) : x;
    Shape shape = x.shape();
    boolean perSample = mode.equals(MULTI_HOT) || mode.equals(COUNT);
    if (perSample && weights == null && shape.rank() <= 2 && !x.isSymbolic()) {
      return counted(x, mode.equals(COUNT), depth, dtype);
    }
    return switch (mode) {
      case ONE_HOT -> {
        boolean single = shape.rank() > 1 && shape.dim(-1) == 1;
        yield Ops.oneHot(single ? x.squeeze(-1) : x, depth, -1, dtype);
      }
      case MULTI_HOT -> Nn.multiHot(x, depth, -1, dtype);
      case COUNT -> {
        Tensor hot = Ops.oneHot(x, depth, -1, dtype);
        Tensor weighed = weights == null ? hot : hot.mul(weights.cast(dtype).expandDims(-1));
        yield Ops.sum(weighed, shape.rank() > 1 ? 1 : 0);
      }
      default -> numbers.cast(dtype);
    };
  }

  /** Counted number by number: vectors of single numbers would take {@code n} times the memory. */
  private static Tensor counted(Tensor x, boolean all, int depth, DType dtype) {
    long[] numbers = x.toLongArray();
    int width = x.shape().dim(-1);
    Shape result = x.shape().with(x.rank() - 1, depth);
    int[] counts = new int[Math.toIntExact(result.size())];
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0 && numbers[i] < depth) {
        int place = i / width * depth + (int) numbers[i];
        counts[place] = all ? counts[place] + 1 : 1;
      }
    }
    return Engine.beside(x, () -> Tensor.of(counts, result).cast(dtype));
  }
}

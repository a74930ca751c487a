package keratin.losses;

import keratin.config.Kind;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** From a loss per entry to one number, as {@code keras.losses.Loss} does it. */
final class Reduction {
  /** The names of the reductions. */
  static final Kind<String> KIND =
      Kind.oneOf("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none");

  private Reduction() {}

  static Tensor reduce(
      Tensor losses, @Nullable Tensor sampleWeight, @Nullable Tensor mask, @Nullable String how) {
    String reduction = how == null ? "none" : how;
    Tensor weight = sampleWeight == null ? null : sampleWeight.cast(losses.dtype());
    if (mask != null) {
      weight = masked(weight, mask, losses.dtype(), reduction);
    }
    Tensor values = losses;
    if (weight != null) {
      SameRank pair = SameRank.of(losses, weight);
      values = pair.first().mul(pair.second());
      weight = pair.second();
    }
    if (values.rank() == 0 || values.shape().equals(Shape.of(0))) {
      return values;
    }
    return switch (reduction) {
      case "none" -> values;
      case "sum" -> values.sum();
      case "mean_with_sample_weight" ->
          weight == null ? mean(values) : quotient(values.sum(), weight.sum());
      default -> mean(values);
    };
  }

  private static Tensor mean(Tensor values) {
    // Nothing has no mean; Keras gives 0.
    return values.size() == 0 ? values.sum() : values.mean();
  }

  private static Tensor quotient(Tensor sum, Tensor divisor) {
    return Tensor.where(
        divisor.equal(0),
        sum.zerosLike(),
        sum.div(divisor.add(divisor.equal(0).cast(sum.dtype()))));
  }

  /**
   * The mask as weights. For a mean they are {@code total / valid}, so that dividing by all entries
   * gives the mean over those that count.
   */
  private static Tensor masked(@Nullable Tensor weight, Tensor mask, DType type, String reduction) {
    Tensor counts = mask.cast(type);
    if (reduction.equals("mean") || reduction.equals("sum_over_batch_size")) {
      double valid = counts.sum().doubleValue();
      counts = counts.mul(valid == 0 ? 0 : (float) mask.size() / valid);
    }
    if (weight == null) {
      return counts;
    }
    SameRank pair = SameRank.of(counts, weight);
    return pair.second().mul(pair.first());
  }
}

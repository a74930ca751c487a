package keratin.metrics;

import java.util.stream.IntStream;
import keratin.layers.Mask;
import keratin.losses.SameRank;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Values brought to one per sample, as Keras' {@code reduce_to_samplewise_values}: each sample
 * counts alike, however many values it has.
 *
 * @param values weighted, {@code (batch,)} or a scalar
 * @param weights {@code (batch,)} or a scalar
 */
record Samplewise(Tensor values, Tensor weights) {
  /** How several values of a sample become one. */
  interface Reduction {
    Tensor of(Tensor x, int... axes);
  }

  static Samplewise of(Tensor given, Tensor givenWeights, DType type, Reduction reduction) {
    Tensor mask = Mask.of(given);
    Tensor weights = givenWeights.cast(type);
    SameRank pair =
        SameRank.of(given.cast(type), mask == null ? weights : masked(weights, mask, type));
    Tensor values = pair.first();
    weights = pair.second();
    int weightRank = weights.rank();
    values = reduce(values, weightRank, reduction);
    weights = weights.broadcastTo(values.shape());
    values = values.mul(weights);
    if (weightRank > 1) {
      weights = reduce(weights, 1, reduction);
    }
    return new Samplewise(values.rank() > 1 ? reduce(values, 1, reduction) : values, weights);
  }

  /** Reduces the axes from {@code from} on. */
  private static Tensor reduce(Tensor x, int from, Reduction reduction) {
    return x.rank() > from ? reduction.of(x, IntStream.range(from, x.rank()).toArray()) : x;
  }

  /** Weights with those of masked entries 0; either may be null. */
  static @Nullable Tensor weights(@Nullable Tensor weights, @Nullable Tensor mask, DType type) {
    if (mask == null) {
      return weights;
    }
    return weights == null ? mask.cast(type) : masked(weights.cast(type), mask, type);
  }

  private static Tensor masked(Tensor weights, Tensor mask, DType type) {
    SameRank pair = SameRank.of(mask.cast(type), weights);
    return pair.second().mul(pair.first());
  }
}

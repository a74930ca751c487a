package keratin.metrics;

import keratin.layers.Mask;
import keratin.memory.Memory;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean over all samples of what a function says of each: accuracies, errors, losses.
 *
 * <p>Where the predictions have a {@link Mask}, only the entries that count are taken.
 */
public abstract class MeanMetric extends Average {
  /** A value per sample, or several, {@code (batch, …)}. */
  protected abstract Tensor values(Tensor yTrue, Tensor yPred);

  @Override
  public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
    Memory.tidy(
        () ->
            take(values(yTrue, yPred), Samplewise.weights(sampleWeight, Mask.of(yPred), dtype())));
  }
}

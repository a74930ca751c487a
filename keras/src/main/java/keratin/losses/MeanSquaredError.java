package keratin.losses;

import keratin.tensor.Tensor;

/**
 * The mean squared error, {@code mean((yTrue − yPred)²)} over the last axis.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, n)}, the losses {@code (batch, …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/regression_losses/#meansquarederror-class">keras.losses.MeanSquaredError</a>
 */
public final class MeanSquaredError extends StandardLoss<MeanSquaredError> {
  /** The loss with its defaults. */
  public MeanSquaredError() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    return yTrue.sub(yPred).square().mean(-1);
  }
}

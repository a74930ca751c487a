package keratin.losses;

import keratin.tensor.Tensor;

/**
 * The mean absolute error, {@code mean(|yTrue − yPred|)} over the last axis.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, n)}, the losses {@code (batch, …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/regression_losses/#meanabsoluteerror-class">keras.losses.MeanAbsoluteError</a>
 */
public final class MeanAbsoluteError extends StandardLoss<MeanAbsoluteError> {
  /** The loss with its defaults. */
  public MeanAbsoluteError() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    return yTrue.sub(yPred).abs().mean(-1);
  }
}

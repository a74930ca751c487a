package keratin.losses;

import keratin.tensor.Tensor;

/**
 * The mean error in percent of the truth, {@code 100 · mean(|(yTrue − yPred) / max(|yTrue|,
 * 1e-7)|)} over the last axis.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, n)}, the losses {@code (batch, …)}. A
 * truth near 0 makes the loss huge.
 *
 * @see <a
 *     href="https://keras.io/api/losses/regression_losses/#meanabsolutepercentageerror-class">keras.losses.MeanAbsolutePercentageError</a>
 */
public final class MeanAbsolutePercentageError extends StandardLoss<MeanAbsolutePercentageError> {
  /** The loss with its defaults. */
  public MeanAbsolutePercentageError() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor scale = yTrue.abs().maximum(Terms.EPSILON);
    return yTrue.sub(yPred).div(scale).abs().mean(-1).mul(100);
  }
}

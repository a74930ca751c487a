package keratin.losses;

import keratin.tensor.Tensor;

/**
 * The squared hinge loss, {@code mean(max(1 − yTrue · yPred, 0)²)} over the last axis.
 *
 * <p>{@code yTrue} holds −1 and 1; if all are 0 or 1, 0 stands for −1. {@code yPred} has the same
 * shape {@code (batch, …, n)}; the losses are {@code (batch, …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/hinge_losses/#squaredhinge-class">keras.losses.SquaredHinge</a>
 */
public final class SquaredHinge extends StandardLoss<SquaredHinge> {
  /** The loss with its defaults. */
  public SquaredHinge() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    return Hinge.margin(yTrue, yPred).square().mean(-1);
  }
}

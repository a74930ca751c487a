package keratin.losses;

import keratin.tensor.Tensor;

/**
 * The hinge loss of a maximum-margin classifier, {@code mean(max(1 − yTrue · yPred, 0))} over the
 * last axis.
 *
 * <p>{@code yTrue} holds −1 and 1; if all are 0 or 1, 0 stands for −1. {@code yPred} has the same
 * shape {@code (batch, …, n)}; the losses are {@code (batch, …)}.
 *
 * @see <a href="https://keras.io/api/losses/hinge_losses/#hinge-class">keras.losses.Hinge</a>
 */
public final class Hinge extends StandardLoss<Hinge> {
  /** The loss with its defaults. */
  public Hinge() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    return margin(yTrue, yPred).mean(-1);
  }

  /** {@code max(1 − y · yPred, 0)} with the labels y as −1 and 1. */
  static Tensor margin(Tensor yTrue, Tensor yPred) {
    boolean binary = yTrue.equal(0).logicalOr(yTrue.equal(1)).all().booleanValue();
    Tensor signs = binary ? yTrue.mul(2).sub(1) : yTrue;
    return signs.mul(yPred).neg().add(1).maximum(0);
  }
}

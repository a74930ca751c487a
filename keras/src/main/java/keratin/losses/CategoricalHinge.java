package keratin.losses;

import keratin.tensor.Tensor;

/**
 * The hinge loss of several classes, {@code max(neg − pos + 1, 0)} with {@code pos = Σ yTrue ·
 * yPred} and {@code neg = max((1 − yTrue) · yPred)} over the last axis.
 *
 * <p>{@code yTrue} is one-hot, both are {@code (batch, …, classes)}; the losses are {@code (batch,
 * …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/hinge_losses/#categoricalhinge-class">keras.losses.CategoricalHinge</a>
 */
public final class CategoricalHinge extends StandardLoss<CategoricalHinge> {
  /** The loss with its defaults. */
  public CategoricalHinge() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor positive = yTrue.mul(yPred).sum(-1);
    Tensor negative = yTrue.neg().add(1).mul(yPred).max(-1);
    return negative.sub(positive).add(1).maximum(0);
  }
}

package keratin.losses;

import keratin.tensor.Tensor;

/**
 * Kullback–Leibler divergence, {@code Σ yTrue · ln(yTrue / yPred)} over the last axis, in nats;
 * both are clipped to [1e-7, 1].
 *
 * <p>{@code yTrue} and {@code yPred} hold probabilities, {@code (batch, …, classes)}; the losses
 * are {@code (batch, …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/probabilistic_losses/#kldivergence-class">keras.losses.KLDivergence</a>
 */
public final class KLDivergence extends StandardLoss<KLDivergence> {
  /** The loss with its defaults. */
  public KLDivergence() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor truth = Terms.clip(yTrue, Terms.EPSILON, 1);
    Tensor predicted = Terms.clip(yPred, Terms.EPSILON, 1);
    return truth.mul(truth.div(predicted).log()).sum(-1);
  }
}

package keratin.losses;

import keratin.tensor.Tensor;

/**
 * The negative logarithm of a Poisson likelihood up to a constant, {@code mean(yPred − yTrue ·
 * ln(yPred + 1e-7))} over the last axis.
 *
 * <p>{@code yTrue} holds counts, {@code yPred} expected counts, both {@code (batch, …, n)}; the
 * losses are {@code (batch, …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/probabilistic_losses/#poisson-class">keras.losses.Poisson</a>
 */
public final class Poisson extends StandardLoss<Poisson> {
  /** The loss with its defaults. */
  public Poisson() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    return yPred.sub(yTrue.mul(yPred.add(Terms.EPSILON).log())).mean(-1);
  }
}

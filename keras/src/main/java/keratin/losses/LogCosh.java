package keratin.losses;

import keratin.tensor.Tensor;

/**
 * The logarithm of the hyperbolic cosine of the error, {@code mean(ln cosh(yPred − yTrue))} over
 * the last axis: about {@code e² / 2} for small errors, {@code |e| − ln 2} for large ones.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, n)}, the losses {@code (batch, …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/regression_losses/#logcosh-class">keras.losses.LogCosh</a>
 */
public final class LogCosh extends StandardLoss<LogCosh> {
  /** The loss with its defaults. */
  public LogCosh() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor error = yPred.sub(yTrue);
    // ln cosh(x) without overflow.
    return error.add(error.mul(-2).softplus()).sub(Math.log(2)).mean(-1);
  }
}

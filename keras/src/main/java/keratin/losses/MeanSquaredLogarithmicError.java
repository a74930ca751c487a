package keratin.losses;

import keratin.tensor.DType;
import keratin.tensor.Tensor;

/**
 * The mean squared error of logarithms, {@code mean((ln(1 + yTrue) − ln(1 + yPred))²)} over the
 * last axis; both are at least 1e-7.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, n)}, the losses {@code (batch, …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/regression_losses/#meansquaredlogarithmicerror-class">keras.losses.MeanSquaredLogarithmicError</a>
 */
public final class MeanSquaredLogarithmicError extends StandardLoss<MeanSquaredLogarithmicError> {
  /** The loss with its defaults. */
  public MeanSquaredLogarithmicError() {}

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    // At least in float32, as Keras does, whose epsilon is a float32.
    DType type = DType.promote(yPred.dtype(), DType.FLOAT32);
    Tensor predicted = yPred.cast(type).maximum(Terms.EPSILON).add(1).log();
    Tensor truth = yTrue.cast(type).maximum(Terms.EPSILON).add(1).log();
    return predicted.sub(truth).square().mean(-1);
  }
}

package keratin.losses;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * Huber's loss: squared for small errors, linear for large ones, the mean over the last axis of
 *
 * <pre>
 * ½·e²              where |e| ≤ delta,  e = yPred − yTrue
 * delta·|e| − ½·delta²    elsewhere
 * </pre>
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, n)}, the losses {@code (batch, …)}.
 *
 * @see <a href="https://keras.io/api/losses/regression_losses/#huber-class">keras.losses.Huber</a>
 */
public final class Huber extends StandardLoss<Huber> {
  private final Option<Double> delta = option("delta", Kind.FLOAT, 1.0);

  /** The loss with {@code delta} 1. */
  public Huber() {}

  /** The loss with errors above {@code delta} counted linearly. */
  public Huber(double delta) {
    this.delta.set(delta);
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    double d = delta.get();
    Tensor error = yPred.sub(yTrue);
    Tensor size = error.abs();
    Tensor squared = error.square().mul(0.5);
    Tensor linear = size.mul(d).sub(0.5 * d * d);
    return Tensor.where(size.lessEqual(d), squared, linear).mean(-1);
  }

  @Override
  String defaultName() {
    return "huber_loss";
  }
}

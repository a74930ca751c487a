package keratin.losses;

import keratin.tensor.Tensor;

/**
 * A loss of one's own from a function.
 *
 * {@snippet :
 * Loss loss = new LossFunctionWrapper((yTrue, yPred) -> yPred.sub(yTrue).square().square(), "quartic");
 * }
 *
 * <p>A model that is saved and loaded needs a class of one's own instead: a function has no config.
 */
public final class LossFunctionWrapper extends StandardLoss<LossFunctionWrapper> {
  private final LossFunction function;

  /** What is lost on every sample. */
  @FunctionalInterface
  public interface LossFunction {
    /** A loss per sample, or several, {@code (batch, …)}. */
    Tensor call(Tensor yTrue, Tensor yPred);
  }

  /** The loss of {@code function} under a name. */
  public LossFunctionWrapper(LossFunction function, String name) {
    this.function = function;
    name(name);
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    return function.call(yTrue, yPred);
  }
}

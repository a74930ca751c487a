package keratin.losses;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * A loss that wrong labels disturb less than cross-entropy: {@code (1 − p[yTrue]^q) / q}.
 *
 * <p>{@code yTrue} holds class numbers {@code (batch, …)}, {@code yPred} probabilities {@code
 * (batch, …, classes)}; the losses are {@code (batch, …)}. For q → 0 it becomes cross-entropy, at q
 * = 1 the mean absolute error.
 *
 * @see <a href="https://arxiv.org/abs/1805.07836">Zhang and Sabuncu, Generalized cross entropy loss
 *     for training deep neural networks with noisy labels</a>
 * @see <a href="https://keras.io/api/losses/">keras.losses.CategoricalGeneralizedCrossEntropy</a>
 */
public final class CategoricalGeneralizedCrossEntropy
    extends StandardLoss<CategoricalGeneralizedCrossEntropy> {
  private static final Kind<Double> BETWEEN =
      new Kind<>(
          "a number between 0 and 1, both excluded",
          CategoricalGeneralizedCrossEntropy::inside,
          v -> v);

  private final Option<Double> q = option("q", BETWEEN, 0.5);

  /** The loss with q = 0.5. */
  public CategoricalGeneralizedCrossEntropy() {}

  /** The loss with the exponent q, between 0 and 1. */
  public CategoricalGeneralizedCrossEntropy(double q) {
    this.q.set(q);
  }

  private static double inside(Object value) {
    double q = ((Number) value).doubleValue();
    if (!(q > 0 && q < 1)) {
      throw new IllegalArgumentException();
    }
    return q;
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor p = yPred.mul(Terms.oneHot(yTrue, yPred)).sum(-1);
    return p.pow(q.get()).neg().add(1).div(q.get());
  }
}

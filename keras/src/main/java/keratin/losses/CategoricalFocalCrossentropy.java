package keratin.losses;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * Cross-entropy of one-hot labels in which samples that are already right count less: {@code −Σ α ·
 * (1 − p)^γ · yTrue · ln p} along an axis. Probabilities are divided by their sum, then clipped to
 * [1e-7, 1 − 1e-7].
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, classes)}, the losses {@code (batch,
 * …)}.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal loss for dense object
 *     detection</a>
 * @see <a
 *     href="https://keras.io/api/losses/probabilistic_losses/#categoricalfocalcrossentropy-class">keras.losses.CategoricalFocalCrossentropy</a>
 */
public final class CategoricalFocalCrossentropy extends StandardLoss<CategoricalFocalCrossentropy> {
  private final Option<Double> alpha = option("alpha", Kind.FLOAT, 0.25);
  private final Option<Double> gamma = option("gamma", Kind.FLOAT, 2.0);
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private final Option<Double> labelSmoothing = option("label_smoothing", Kind.RATE, 0.0);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The loss of probabilities. */
  public CategoricalFocalCrossentropy() {}

  /** The weight α of all samples. */
  public CategoricalFocalCrossentropy alpha(double weight) {
    alpha.set(weight);
    return this;
  }

  /** The focusing exponent γ: the larger, the less easy samples count. */
  public CategoricalFocalCrossentropy gamma(double exponent) {
    gamma.set(exponent);
    return this;
  }

  /** Whether predictions are logits, that is, no softmax or sigmoid came before. */
  public CategoricalFocalCrossentropy fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  /** Moves labels by α towards 1/classes; 0 leaves them as they are. */
  public CategoricalFocalCrossentropy labelSmoothing(double alpha) {
    labelSmoothing.set(alpha);
    return this;
  }

  /** The axis of the classes. */
  public CategoricalFocalCrossentropy axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor labels = Terms.smooth(yTrue, labelSmoothing.get(), yTrue.shape().dim(-1));
    int along = axis.get();
    Tensor given = fromLogits.get() ? Terms.softmax(yPred, along) : yPred;
    Tensor p = Terms.clipProbability(given.div(Terms.sumKeeping(given, along)));
    Tensor factor = p.neg().add(1).pow(gamma.get()).mul(alpha.get());
    return factor.mul(labels.mul(p.log())).sum(along).neg();
  }
}

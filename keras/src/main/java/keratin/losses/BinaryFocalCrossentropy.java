package keratin.losses;

import keratin.activations.Activations;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;

/**
 * Cross-entropy of yes-no labels in which samples that are already right count less: the mean over
 * an axis of {@code (1 − pₜ)^γ} times the {@link BinaryCrossentropy} of the element, with {@code pₜ
 * = y·p + (1 − y)·(1 − p)}. With class balancing, labels 1 also get the weight α and labels 0 the
 * weight 1 − α.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, n)}, the losses {@code (batch, …)}.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal loss for dense object
 *     detection</a>
 * @see <a
 *     href="https://keras.io/api/losses/probabilistic_losses/#binaryfocalcrossentropy-class">keras.losses.BinaryFocalCrossentropy</a>
 */
public final class BinaryFocalCrossentropy extends StandardLoss<BinaryFocalCrossentropy> {
  private final Option<Boolean> applyClassBalancing =
      option("apply_class_balancing", Kind.BOOL, false);
  private final Option<Double> alpha = option("alpha", Kind.FLOAT, 0.25);
  private final Option<Double> gamma = option("gamma", Kind.FLOAT, 2.0);
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private final Option<Double> labelSmoothing = option("label_smoothing", Kind.RATE, 0.0);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The loss of probabilities. */
  public BinaryFocalCrossentropy() {}

  /** Whether labels are weighted by α. */
  public BinaryFocalCrossentropy applyClassBalancing(boolean on) {
    applyClassBalancing.set(on);
    return this;
  }

  /** The weight α of labels 1, if classes are balanced. */
  public BinaryFocalCrossentropy alpha(double weight) {
    alpha.set(weight);
    return this;
  }

  /** The focusing exponent γ: the larger, the less easy samples count. */
  public BinaryFocalCrossentropy gamma(double exponent) {
    gamma.set(exponent);
    return this;
  }

  /** Whether predictions are logits, that is, no softmax or sigmoid came before. */
  public BinaryFocalCrossentropy fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  /** Moves labels by α towards 1/2; 0 leaves them as they are. */
  public BinaryFocalCrossentropy labelSmoothing(double alpha) {
    labelSmoothing.set(alpha);
    return this;
  }

  /** The axis of the mean. */
  public BinaryFocalCrossentropy axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor labels = Terms.smooth(yTrue, labelSmoothing.get(), 2);
    Tensor p = yPred;
    if (fromLogits.get()) {
      p = yPred.sigmoid();
      p.attach(Activations.LOGITS, yPred);
    }
    Tensor entropy = BinaryCrossentropy.elements(labels, p, false);
    Tensor no = labels.neg().add(1);
    Tensor right = labels.mul(p).add(no.mul(p.neg().add(1)));
    Tensor focal = right.neg().add(1).pow(gamma.get()).mul(entropy);
    if (applyClassBalancing.get()) {
      focal = labels.mul(alpha.get()).add(no.mul(1 - alpha.get())).mul(focal);
    }
    return focal.mean(axis.get());
  }
}

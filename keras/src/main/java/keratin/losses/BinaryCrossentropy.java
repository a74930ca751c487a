package keratin.losses;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Engine;
import keratin.tensor.SigmoidCrossEntropy;
import keratin.tensor.Tensor;

/**
 * Cross-entropy of yes-no labels, in nats: the mean over an axis of {@code −(y·ln p + (1 − y)·ln(1
 * − p))}, p clipped to [1e-7, 1 − 1e-7].
 *
 * <p>{@code yTrue} holds labels from 0 to 1 and {@code yPred} probabilities of one shape {@code
 * (batch, …, n)}; the losses are {@code (batch, …)}. From logits x, or where {@code yPred} is the
 * output of a sigmoid, the exact {@code max(x, 0) − x·y + ln(1 + exp(−|x|))} is used.
 *
 * {@snippet :
 * Tensor loss = new BinaryCrossentropy().fromLogits(true).of(yTrue, logits);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/losses/probabilistic_losses/#binarycrossentropy-class">keras.losses.BinaryCrossentropy</a>
 */
public final class BinaryCrossentropy extends StandardLoss<BinaryCrossentropy> {
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private final Option<Double> labelSmoothing = option("label_smoothing", Kind.RATE, 0.0);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The loss of probabilities. */
  public BinaryCrossentropy() {}

  /** Whether predictions are logits, that is, no softmax or sigmoid came before. */
  public BinaryCrossentropy fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  /** Moves labels by α towards 1/2; 0 leaves them as they are. */
  public BinaryCrossentropy labelSmoothing(double alpha) {
    labelSmoothing.set(alpha);
    return this;
  }

  /** The axis of the mean. */
  public BinaryCrossentropy axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor labels = Terms.smooth(yTrue, labelSmoothing.get(), 2);
    return elements(labels, yPred, fromLogits.get()).mean(axis.get());
  }

  /** The loss of every element. */
  static Tensor elements(Tensor labels, Tensor yPred, boolean fromLogits) {
    Terms.requireSameShape(
        "binary_crossentropy", labels, yPred, "Give one label from 0 to 1 for every prediction.");
    Tensor logits = Terms.logits(yPred, fromLogits);
    if (logits != null) {
      return Engine.run(new SigmoidCrossEntropy(), logits, labels);
    }
    Tensor p = Terms.clipProbability(yPred);
    Tensor yes = labels.mul(p.log());
    Tensor no = labels.neg().add(1).mul(p.neg().add(1).log());
    return yes.add(no).neg();
  }
}

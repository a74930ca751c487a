package keratin.losses;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.CrossEntropy;
import keratin.tensor.Engine;
import keratin.tensor.Tensor;

/**
 * Cross-entropy of one-hot or probability labels, in nats: {@code −Σ yTrue · ln p} along an axis.
 *
 * <p>Probabilities are first divided by their sum, then clipped to [1e-7, 1 − 1e-7]. From logits,
 * or where {@code yPred} is the output of a softmax, the exact logarithm of the softmax is used.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, classes)}, the losses {@code (batch,
 * …)}.
 *
 * @see <a
 *     href="https://keras.io/api/losses/probabilistic_losses/#categoricalcrossentropy-class">keras.losses.CategoricalCrossentropy</a>
 */
public final class CategoricalCrossentropy extends StandardLoss<CategoricalCrossentropy> {
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private final Option<Double> labelSmoothing = option("label_smoothing", Kind.RATE, 0.0);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The loss of probabilities. */
  public CategoricalCrossentropy() {}

  /** Whether predictions are logits, that is, no softmax or sigmoid came before. */
  public CategoricalCrossentropy fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  /** Moves labels by α towards 1/classes; 0 leaves them as they are. */
  public CategoricalCrossentropy labelSmoothing(double alpha) {
    labelSmoothing.set(alpha);
    return this;
  }

  /** The axis of the classes. */
  public CategoricalCrossentropy axis(int index) {
    axis.set(index);
    return this;
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    Tensor labels = Terms.smooth(yTrue, labelSmoothing.get(), yTrue.shape().dim(-1));
    Terms.requireSameShape(
        "categorical_crossentropy",
        labels,
        yPred,
        "For class numbers instead of one-hot labels use sparse_categorical_crossentropy.");
    int along = axis.get();
    Tensor logits = Terms.logits(yPred, fromLogits.get());
    if (logits != null) {
      Tensor rows = Terms.axisLast(logits, along);
      return Engine.run(new CrossEntropy(), rows, Terms.axisLast(labels, along));
    }
    Tensor p = Terms.clipProbability(yPred.div(Terms.sumKeeping(yPred, along)));
    return labels.mul(p.log()).sum(along).neg();
  }
}

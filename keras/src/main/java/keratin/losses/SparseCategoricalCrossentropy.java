package keratin.losses;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Mask;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.SparseCrossEntropy;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of class numbers, in nats: {@code −ln p[yTrue]}.
 *
 * <p>{@code yTrue} holds whole numbers from 0 to classes − 1, {@code (batch, …)} or {@code (batch,
 * …, 1)}; {@code yPred} is {@code (batch, …, classes)}; the losses are {@code (batch, …)}.
 *
 * <p>Probabilities are clipped to [1e-7, 1 − 1e-7] and count relative to their sum. From logits, or
 * where {@code yPred} is the output of a softmax, the exact logarithm of the softmax is used.
 *
 * {@snippet :
 * Tensor loss = new SparseCategoricalCrossentropy().fromLogits(true).of(Tensor.of(new int[] {2, 0}), logits);
 * }
 *
 * @see <a
 *     href="https://keras.io/api/losses/probabilistic_losses/#sparsecategoricalcrossentropy-class">keras.losses.SparseCategoricalCrossentropy</a>
 */
public final class SparseCategoricalCrossentropy
    extends StandardLoss<SparseCategoricalCrossentropy> {
  private final Option<Boolean> fromLogits = option("from_logits", Kind.BOOL, false);
  private final Option<@Nullable Integer> ignoreClass =
      option("ignore_class", Kind.INT.orNull(), null);
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The loss of probabilities. */
  public SparseCategoricalCrossentropy() {}

  /** Whether predictions are logits, that is, no softmax or sigmoid came before. */
  public SparseCategoricalCrossentropy fromLogits(boolean on) {
    fromLogits.set(on);
    return this;
  }

  /** A class whose entries do not count; null, the default, for none. */
  public SparseCategoricalCrossentropy ignoreClass(@Nullable Integer label) {
    ignoreClass.set(label);
    return this;
  }

  /** The axis of the classes: the last. */
  public SparseCategoricalCrossentropy axis(int index) {
    axis.set(index);
    return this;
  }

  /** Class numbers stay integers: a float32 holds them only up to 2²⁴. */
  @Override
  Tensor target(Tensor yTrue, DType type) {
    return yTrue;
  }

  @Override
  public Tensor call(Tensor yTrue, Tensor yPred) {
    SameRank pair = SameRank.of(yTrue, yPred);
    return losses(pair.first(), pair.second());
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    int along = yPred.shape().axis(axis.get());
    if (along != yPred.rank() - 1) {
      throw new ShapeException(
          "sparse_categorical_crossentropy: the classes must be the last axis, but axis=%d came."
                  .formatted(axis.get())
              + " Transpose yPred.");
    }
    Tensor labels = classNumbers(yTrue, yPred);
    Integer ignored = ignoreClass.get();
    if (ignored == null) {
      return ofClasses(labels, yPred);
    }
    // An unsigned dtype cannot say −1, which is what padding mostly is.
    labels = labels.cast(DType.INT64);
    Tensor valid = labels.notEqual(ignored);
    Tensor classes = Tensor.where(valid, labels, labels.zerosLike());
    Tensor rows = Tensor.where(valid.expandDims(-1), yPred, yPred.zerosLike());
    Tensor losses = ofClasses(classes, rows);
    return Mask.attach(Tensor.where(valid, losses, losses.zerosLike()), valid);
  }

  private Tensor ofClasses(Tensor labels, Tensor yPred) {
    Tensor logits = Terms.logits(yPred, fromLogits.get());
    Tensor rows = logits == null ? Terms.clipProbability(yPred).log() : logits;
    return Engine.run(new SparseCrossEntropy(), rows, labels);
  }

  private static Tensor classNumbers(Tensor yTrue, Tensor yPred) {
    Tensor labels =
        yTrue.rank() == yPred.rank() && yTrue.shape().dim(-1) == 1 ? yTrue.squeeze(-1) : yTrue;
    Shape rows = yPred.shape().slice(0, yPred.rank() - 1);
    if (!labels.shape().equals(rows)) {
      throw new ShapeException(
          ("sparse_categorical_crossentropy: yTrue has shape %s but yPred has %s.\n"
                  + "  yTrue must be %s, a class number for each row. For one-hot labels use"
                  + " categorical_crossentropy.")
              .formatted(yTrue.shape(), yPred.shape(), rows));
    }
    return labels.dtype().isInteger() ? labels : labels.cast(DType.INT64);
  }
}

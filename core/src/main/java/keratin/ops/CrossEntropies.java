package keratin.ops;

import keratin.tensor.CrossEntropy;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.ShapeException;
import keratin.tensor.SigmoidCrossEntropy;
import keratin.tensor.SparseCrossEntropy;
import keratin.tensor.Tensor;

/**
 * Cross-entropies in nats, of probabilities and of logits.
 *
 * <p>Probabilities are clipped to [1e-7, 1 − 1e-7]. Keras' losses do more: they average, smooth
 * labels, and find the logits behind a softmax.
 */
abstract class CrossEntropies extends Normalizations {
  private static final double EPSILON = 1e-7;

  CrossEntropies() {}

  // ---- from logits ----

  /**
   * Cross-entropy of the softmax of logits with label probabilities, over the last axis.
   *
   * @see CrossEntropy
   */
  public static Tensor softmaxCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return Engine.run(new CrossEntropy(), logits, labels);
  }

  /** As {@link #softmaxCrossEntropyWithLogits(Tensor, Tensor)} over an axis. */
  public static Tensor softmaxCrossEntropyWithLogits(Tensor labels, Tensor logits, int axis) {
    Tensor rows = Ops.moveaxis(labels, axis, -1);
    return softmaxCrossEntropyWithLogits(rows, Ops.moveaxis(logits, axis, -1));
  }

  /**
   * Cross-entropy of the softmax of logits with the class numbers in {@code labels}.
   *
   * @see SparseCrossEntropy
   */
  public static Tensor sparseSoftmaxCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return Engine.run(new SparseCrossEntropy(), logits, labels);
  }

  /**
   * Cross-entropy of the sigmoid of logits with labels between 0 and 1, element by element.
   *
   * @see SigmoidCrossEntropy
   */
  public static Tensor sigmoidCrossEntropyWithLogits(Tensor labels, Tensor logits) {
    return Engine.run(new SigmoidCrossEntropy(), logits, labels);
  }

  /**
   * As {@link #sigmoidCrossEntropyWithLogits}, with errors at label 1 weighted: {@code (1 − y)·x +
   * (1 + (w − 1)·y) · ln(1 + e⁻ˣ)}.
   *
   * @param posWeight the weight w, more than 1 for fewer misses, less for fewer false alarms
   */
  public static Tensor weightedCrossEntropyWithLogits(
      Tensor labels, Tensor logits, Tensor posWeight) {
    Tensor weights = posWeight.cast(logits.dtype()).sub(1).mul(labels).add(1);
    return labels.neg().add(1).mul(logits).add(weights.mul(logits.neg().softplus()));
  }

  /**
   * The loss of counts under a Poisson distribution with the logarithm x of its mean, {@code eˣ −
   * x·y}.
   *
   * @param computeFullLoss adds Stirling's approximation of {@code ln y!} where y is more than 1
   */
  public static Tensor logPoissonLoss(Tensor targets, Tensor logInput, boolean computeFullLoss) {
    Tensor loss = logInput.exp().sub(logInput.mul(targets));
    if (!computeFullLoss) {
      return loss;
    }
    Tensor counted = targets.greater(1);
    Tensor safe = Tensor.where(counted, targets, targets.onesLike());
    Tensor stirling = safe.mul(safe.log()).sub(safe).add(safe.mul(2 * Math.PI).log().mul(0.5));
    return loss.add(Tensor.where(counted, stirling, stirling.zerosLike()));
  }

  // ---- Keras ----

  /**
   * Cross-entropy of yes-no labels, element by element: {@code −(y·ln p + (1 − y)·ln(1 − p))}.
   *
   * @param target labels from 0 to 1
   * @param output probabilities of the same shape, or logits if {@code fromLogits}
   */
  public static Tensor binaryCrossentropy(Tensor target, Tensor output, boolean fromLogits) {
    requireSameShape("binary_crossentropy", target, output);
    Tensor labels = target.cast(output.dtype());
    if (fromLogits) {
      return sigmoidCrossEntropyWithLogits(labels, output);
    }
    Tensor p = Ops.clip(output, EPSILON, 1 - EPSILON);
    Tensor yes = labels.mul(p.log());
    Tensor no = labels.neg().add(1).mul(p.neg().add(1).log());
    return yes.add(no).neg();
  }

  /**
   * Cross-entropy of one-hot or probability labels along an axis: {@code −Σ y · ln p}.
   *
   * @param target labels
   * @param output probabilities of the same shape, which are divided by their sum; or logits if
   *     {@code fromLogits}
   */
  public static Tensor categoricalCrossentropy(
      Tensor target, Tensor output, boolean fromLogits, int axis) {
    requireSameShape("categorical_crossentropy", target, output);
    Tensor labels = target.cast(output.dtype());
    if (fromLogits) {
      return softmaxCrossEntropyWithLogits(labels, output, axis);
    }
    Tensor p = Ops.clip(output.div(Ops.sum(output, true, axis)), EPSILON, 1 - EPSILON);
    return Ops.sum(labels.mul(p.log()), axis).neg();
  }

  /** As {@link #categoricalCrossentropy(Tensor, Tensor, boolean, int)} over the last axis. */
  public static Tensor categoricalCrossentropy(Tensor target, Tensor output, boolean fromLogits) {
    return categoricalCrossentropy(target, output, fromLogits, -1);
  }

  /**
   * Cross-entropy of class numbers: {@code −ln p} of the class.
   *
   * @param target class numbers, {@code (…)} or {@code (…, 1)}
   * @param output probabilities {@code (…, classes)}, or logits if {@code fromLogits}
   */
  public static Tensor sparseCategoricalCrossentropy(
      Tensor target, Tensor output, boolean fromLogits) {
    boolean column = target.rank() == output.rank() && target.shape().dim(-1) == 1;
    Tensor labels = (column ? target.squeeze(-1) : target).cast(DType.INT64);
    int classes = output.rank() - 1;
    if (output.rank() == 0 || !labels.shape().agrees(output.shape().slice(0, classes))) {
      throw new ShapeException(
          "sparse_categorical_crossentropy: target must be one class number for every row of output %s, but is %s."
              .formatted(output.shape(), target.shape()));
    }
    Tensor logits = fromLogits ? output : Ops.clip(output, EPSILON, 1 - EPSILON).log();
    return sparseSoftmaxCrossEntropyWithLogits(labels, logits);
  }

  /**
   * As {@link #sparseCategoricalCrossentropy(Tensor, Tensor, boolean)} with the classes along an
   * axis: target has the shape of output without it, or with length 1.
   */
  public static Tensor sparseCategoricalCrossentropy(
      Tensor target, Tensor output, boolean fromLogits, int axis) {
    boolean column = target.rank() == output.rank() && target.shape().dim(axis) == 1;
    return sparseCategoricalCrossentropy(
        column ? target.squeeze(axis) : target, Ops.moveaxis(output, axis, -1), fromLogits);
  }

  private static void requireSameShape(String op, Tensor target, Tensor output) {
    if (!target.shape().agrees(output.shape())) {
      throw new ShapeException(
          "%s: target and output must have one shape, but are %s and %s."
              .formatted(op, target.shape(), output.shape()));
    }
  }
}

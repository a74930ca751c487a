package keratin.losses;

import java.util.Arrays;
import keratin.activations.Activations;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.SoftmaxOp;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Pieces of formulas that several losses share. */
final class Terms {
  /** What keeps logarithms and quotients finite: Keras' {@code epsilon()}. */
  static final double EPSILON = 1e-7;

  private Terms() {}

  /** {@code x} within [low, high]; the gradient passes at the bounds. */
  static Tensor clip(Tensor x, double low, double high) {
    return x.maximum(low).minimum(high);
  }

  /** A probability away from 0 and 1. */
  static Tensor clipProbability(Tensor p) {
    return clip(p, EPSILON, 1 - EPSILON);
  }

  /** The sum over an axis, which stays with length 1. */
  static Tensor sumKeeping(Tensor x, int axis) {
    return x.sum(axis).expandDims(x.shape().axis(axis));
  }

  /** {@code axis} moved to the end. */
  static Tensor axisLast(Tensor x, int axis) {
    int from = x.shape().axis(axis);
    int rank = x.rank();
    if (from == rank - 1) {
      return x;
    }
    int[] order = new int[rank];
    Arrays.setAll(order, i -> i < from ? i : i + 1);
    order[rank - 1] = from;
    return x.transpose(order);
  }

  /** The logits of a prediction: itself, or those of the softmax or sigmoid that made it. */
  static @Nullable Tensor logits(Tensor yPred, boolean fromLogits) {
    Tensor tied = (Tensor) yPred.attachment(Activations.LOGITS);
    return tied != null ? tied : fromLogits ? yPred : null;
  }

  /** Softmax along an axis. */
  static Tensor softmax(Tensor x, int axis) {
    if (x.shape().axis(axis) == x.rank() - 1) {
      return Engine.run(new SoftmaxOp(false), x);
    }
    Tensor shifted = x.sub(x.stopGradient().max(axis).expandDims(x.shape().axis(axis)));
    return shifted.exp().div(sumKeeping(shifted.exp(), axis));
  }

  /**
   * Ones at the class numbers {@code (…)}, zeros elsewhere, in the shape of {@code (…, classes)}.
   */
  static Tensor oneHot(Tensor classes, Tensor like) {
    int[] numbers = new int[like.shape().dim(-1)];
    Arrays.setAll(numbers, i -> i);
    Tensor range = Tensor.of(numbers, Shape.of(numbers.length));
    return classes.cast(DType.INT32).expandDims(-1).equal(range).cast(like.dtype());
  }

  /** Moves labels towards {@code 1 / choices}: {@code y·(1 − α) + α / choices}. */
  static Tensor smooth(Tensor yTrue, double alpha, int choices) {
    return alpha == 0 ? yTrue : yTrue.mul(1 - alpha).add(alpha / choices);
  }

  /**
   * Truth and predictions must have one shape.
   *
   * @throws ShapeException with {@code advice} if not
   */
  static void requireSameShape(String loss, Tensor yTrue, Tensor yPred, String advice) {
    Shape wanted = yPred.shape();
    if (!yTrue.shape().equals(wanted)) {
      throw new ShapeException(
          "%s: yTrue has shape %s but yPred has %s; they must be equal.\n  %s"
              .formatted(loss, yTrue.shape(), wanted, advice));
    }
  }
}

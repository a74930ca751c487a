package keratin.losses;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Nn;
import keratin.tensor.Tensor;

/**
 * The negative cosine of the angle between truth and prediction, {@code −Σ yTrue/‖yTrue‖ ·
 * yPred/‖yPred‖} along an axis: −1 for the same direction, 0 for a right angle or a zero vector.
 *
 * <p>{@code yTrue} and {@code yPred} are {@code (batch, …, n)}, the losses lack the axis.
 *
 * @see <a
 *     href="https://keras.io/api/losses/regression_losses/#cosinesimilarity-class">keras.losses.CosineSimilarity</a>
 */
public final class CosineSimilarity extends StandardLoss<CosineSimilarity> {
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** The loss along the last axis. */
  public CosineSimilarity() {}

  /** The loss along {@code axis}. */
  public CosineSimilarity(int axis) {
    this.axis.set(axis);
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    int along = axis.get();
    Tensor predicted = Nn.normalize(yPred, 2, along);
    return Nn.normalize(yTrue, 2, along).mul(predicted).sum(along).neg();
  }
}

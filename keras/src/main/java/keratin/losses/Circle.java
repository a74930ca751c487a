package keratin.losses;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Mask;
import keratin.tensor.DType;
import keratin.tensor.Tensor;
import keratin.utils.Numerical;

/**
 * The circle loss of metric learning: embeddings of one class come together, others go apart, each
 * pair weighted by how far it still is from where it should be.
 *
 * <p>{@code yTrue} holds class numbers {@code (batch,)}, {@code yPred} embeddings of length 1,
 * {@code (batch, n)}; the losses are {@code (batch,)}. With {@code d = 1 − yPred · yPredᵀ} and
 * margin m:
 *
 * <pre>
 * softplus( logsumexp over positives of −γ·(m + d)·(m − d)
 *         + logsumexp over negatives of  γ·(1 + m − d)·(1 − m − d) )
 * </pre>
 *
 * <p>Samples whose loss is 0 do not count in a mean.
 *
 * @see <a href="https://arxiv.org/abs/2002.10857">Sun et al., Circle loss</a>
 * @see <a href="https://keras.io/api/losses/">keras.losses.Circle</a>
 */
public final class Circle extends StandardLoss<Circle> {
  private final Option<Double> gamma = option("gamma", Kind.FLOAT, 80.0);
  private final Option<Double> margin = option("margin", Kind.FLOAT, 0.4);
  private final Option<Boolean> removeDiagonal = option("remove_diagonal", Kind.BOOL, true);

  /** The loss with γ = 80 and m = 0.4. */
  public Circle() {}

  /** The scale γ. */
  public Circle gamma(double scale) {
    gamma.set(scale);
    return this;
  }

  /** The margin m. */
  public Circle margin(double m) {
    margin.set(m);
    return this;
  }

  /** Whether a sample is left out of its own positives. */
  public Circle removeDiagonal(boolean on) {
    removeDiagonal.set(on);
    return this;
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    return call(yTrue, yPred, yTrue, yPred);
  }

  /**
   * The losses of embeddings against others.
   *
   * @param refLabels the classes of the others, {@code (others,)}
   * @param refEmbeddings the others, {@code (others, n)}
   */
  public Tensor call(Tensor yTrue, Tensor yPred, Tensor refLabels, Tensor refEmbeddings) {
    List<Tensor> pairs =
        Numerical.buildPosNegMasks(
            yTrue.cast(DType.INT32), refLabels.cast(DType.INT32), removeDiagonal.get());
    Tensor same = pairs.getFirst();
    Tensor other = pairs.getLast();
    Tensor distance = yPred.matmul(refEmbeddings, false, true).neg().add(1).maximum(0);
    double m = margin.get();
    Tensor together = distance.add(m).mul(same.cast(distance.dtype())).maximum(0).mul(-gamma.get());
    Tensor apart =
        distance.neg().add(1 + m).mul(other.cast(distance.dtype())).maximum(0).mul(gamma.get());
    Tensor positive = logSum(together.mul(distance.neg().add(m)), same);
    Tensor negative = logSum(apart.mul(distance.neg().add(1 - m)), other);
    Tensor losses = positive.add(negative).softplus();
    return Mask.attach(losses, losses.greater(0));
  }

  /** The logarithm of the sum of exponentials in every row, over the pairs that count. */
  private static Tensor logSum(Tensor x, Tensor counts) {
    Tensor inside = Tensor.where(counts, x, x.onesLike().mul(Double.NEGATIVE_INFINITY));
    Tensor largest = inside.max(-1).stopGradient();
    Tensor shift = Tensor.where(largest.isFinite(), largest, largest.zerosLike());
    return inside.sub(shift.expandDims(-1)).exp().sum(-1).log().add(shift);
  }
}

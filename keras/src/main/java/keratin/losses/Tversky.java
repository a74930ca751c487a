package keratin.losses;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Tversky's loss of image segmentation, {@code 1 − s / (s + alpha·p + beta·n + 1e-7)} with {@code s
 * = Σ yTrue·yPred}, {@code p = Σ yTrue·(1 − yPred)}, {@code n = Σ (1 − yTrue)·yPred}. With alpha =
 * beta = 0.5 it is the {@link Dice} loss.
 *
 * <p>{@code yTrue} and {@code yPred} hold values from 0 to 1 in one shape; without an axis the sums
 * run over everything and the loss is one number.
 *
 * @see <a href="https://arxiv.org/abs/1706.05721">Salehi et al., Tversky loss function for image
 *     segmentation</a>
 * @see <a href="https://keras.io/api/losses/">keras.losses.Tversky</a>
 */
public final class Tversky extends StandardLoss<Tversky> {
  private final Option<Double> alpha = option("alpha", Kind.FLOAT, 0.5);
  private final Option<Double> beta = option("beta", Kind.FLOAT, 0.5);
  private final Option<@Nullable List<Integer>> axis = option("axis", Kind.INTS.orNull(), null);

  /** The loss with alpha and beta 0.5, over all axes. */
  public Tversky() {}

  /** The weight of what the prediction misses. */
  public Tversky alpha(double weight) {
    alpha.set(weight);
    return this;
  }

  /** The weight of what the prediction has too much. */
  public Tversky beta(double weight) {
    beta.set(weight);
    return this;
  }

  /** The axes summed over; null, the default, for all. */
  public Tversky axis(int @Nullable ... axes) {
    axis.set(axes);
    return this;
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    int[] axes = axes(axis.get());
    Tensor both = yTrue.mul(yPred).sum(axes);
    Tensor missed = yTrue.mul(yPred.neg().add(1)).sum(axes);
    Tensor wrong = yPred.mul(yTrue.neg().add(1)).sum(axes);
    Tensor all = both.add(missed.mul(alpha.get())).add(wrong.mul(beta.get())).add(Terms.EPSILON);
    return both.div(all).neg().add(1);
  }

  static int[] axes(@Nullable List<Integer> axis) {
    return axis == null ? new int[0] : axis.stream().mapToInt(Integer::intValue).toArray();
  }
}

package keratin.losses;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The Dice loss of image segmentation, {@code 1 − 2·Σ yTrue·yPred / (Σ yTrue + Σ yPred + 1e-7)}.
 *
 * <p>{@code yTrue} and {@code yPred} hold values from 0 to 1 in one shape; without an axis the sums
 * run over everything and the loss is one number.
 *
 * @see <a href="https://keras.io/api/losses/">keras.losses.Dice</a>
 */
public final class Dice extends StandardLoss<Dice> {
  private final Option<@Nullable List<Integer>> axis = option("axis", Kind.INTS.orNull(), null);

  /** The loss over all axes. */
  public Dice() {}

  /** The axes summed over; null, the default, for all. */
  public Dice axis(int @Nullable ... axes) {
    axis.set(axes);
    return this;
  }

  @Override
  Tensor losses(Tensor yTrue, Tensor yPred) {
    int[] axes = Tversky.axes(axis.get());
    Tensor both = yTrue.mul(yPred).sum(axes);
    Tensor all = yTrue.sum(axes).add(yPred.sum(axes)).add(Terms.EPSILON);
    return both.mul(2).div(all).neg().add(1);
  }
}

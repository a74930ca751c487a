package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Nn;
import keratin.ops.Ops;
import keratin.random.Seed;
import keratin.tensor.Tensor;

/**
 * Makes images sharper or softer at random: {@code smooth + 2·f · (x − smooth)} with the image
 * under a small bell; 0.5 leaves it, 0 is the softest.
 *
 * {@snippet :
 * new RandomSharpness(0.2, 0.8).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_sharpness/">keras.layers.RandomSharpness</a>
 */
public final class RandomSharpness extends BaseColours<RandomSharpness> {
  private final Option<Factor> factor = required("factor", Factor.kind(0, 1));

  private RandomSharpness() {}

  /** Strengths from 0 to {@code factor}, 0 to 1. */
  public RandomSharpness(double factor) {
    this.factor.set(factor);
  }

  /** Strengths from {@code lower} to {@code upper}, 0 to 1. */
  public RandomSharpness(double lower, double upper) {
    factor.set(new double[] {lower, upper});
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    Tensor soft = spread(perImage(images, factor.get(), source).mul(2)).mul(-1).add(1);
    return x -> clipped(x.add(soft.mul(smooth(x).sub(x))));
  }

  private Tensor smooth(Tensor x) {
    boolean first = axes().channelsFirst();
    Tensor images = first ? x.transpose(0, 2, 3, 1) : x;
    double side = 1 / 13.0;
    Tensor bell =
        Tensor.of(new double[][] {{side, side, side}, {side, 5 * side, side}, {side, side, side}})
            .cast(x.dtype());
    Tensor kernel = Ops.repeat(bell.reshape(3, 3, 1, 1), images.shape().dim(-1), 2);
    int[] ones = {1, 1};
    Tensor smooth = Nn.depthwiseConv(images, kernel, ones, "same", null, ones);
    return first ? smooth.transpose(0, 3, 1, 2) : smooth;
  }
}

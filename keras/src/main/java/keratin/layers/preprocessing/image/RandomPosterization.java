package keratin.layers.preprocessing.image;

import keratin.config.Option;
import keratin.ops.Ops;
import keratin.random.RandomOps;
import keratin.random.Seed;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Keeps only the first bits of the pixels' bytes, a number of them drawn at random.
 *
 * {@snippet :
 * new RandomPosterization(4).of(x);   // (8, 32, 32, 3) -> (8, 32, 32, 3)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_posterization/">keras.layers.RandomPosterization</a>
 */
public final class RandomPosterization extends BaseColours<RandomPosterization> {
  private static final int MOST = 8;

  private final Option<Factor> factor = required("factor", Factor.kind(1, MOST));

  private RandomPosterization() {}

  /** From 1 to {@code factor − 1} bits; 1 to 8. */
  public RandomPosterization(double factor) {
    this.factor.set(factor);
  }

  /** From {@code lower} to {@code upper − 1} bits, or just so many if both are equal; 1 to 8. */
  public RandomPosterization(double lower, double upper) {
    factor.set(new double[] {lower, upper});
  }

  @Override
  Transformation draw(Tensor images, Seed source) {
    int count = images.shape().dim(0);
    int low = (int) factor.get().lower();
    int high = (int) factor.get().upper();
    Tensor bits =
        low == high
            ? Tensor.full(DType.UINT8, low, count)
            : RandomOps.randint(Shape.of(count), low, high, DType.UINT8, source);
    Tensor dropped = spread(Tensor.full(DType.UINT8, MOST).sub(bits));
    return x -> {
      Tensor bytes = toBytes(x).cast(DType.UINT8);
      Tensor kept = Ops.bitwiseLeftShift(Ops.bitwiseRightShift(bytes, dropped), dropped);
      return fromBytes(kept.cast(x.dtype()));
    };
  }
}

package keratin.layers.regularization;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.NoiseShape;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Dropout for {@code selu}: sets inputs to its lowest value, {@code −α·scale}, with probability
 * {@code rate} in training, and maps all so that mean and variance stay those they were (Klambauer
 * et al., 2017, <i>Self-Normalizing Neural Networks</i>). In inference it does nothing.
 *
 * @see <a
 *     href="https://keras.io/api/layers/regularization_layers/alpha_dropout/">keras.layers.AlphaDropout</a>
 */
public final class AlphaDropout extends BaseNoise<AlphaDropout> {
  private static final double LOWEST = -1.6732632423543772 * 1.0507009873554805;

  private final Option<@Nullable Shape> noiseShape =
      option("noise_shape", Kind.SHAPE.orNull(), null);

  private AlphaDropout() {
    super("rate", BaseNoise.BELOW_ONE);
  }

  /**
   * A dropout.
   *
   * @param rate the part of the inputs that is dropped, from 0 to less than 1
   */
  public AlphaDropout(double rate) {
    this();
    strength(rate);
  }

  /**
   * The shape of the decisions, broadcast to the inputs; {@link Shape#UNKNOWN} stands for the
   * input's length.
   */
  public AlphaDropout noiseShape(int... shape) {
    noiseShape.set(shape);
    return this;
  }

  @Override
  Tensor noisy(Tensor x, double rate, SeedGenerator generator) {
    if (x.isSymbolic()) {
      return x.mul(1);
    }
    Shape given = noiseShape.get();
    Shape decisions = given == null ? x.shape() : NoiseShape.of(given, x.shape());
    Tensor drawn = RandomOps.uniform(decisions, 0, 1, DType.FLOAT32, generator);
    Tensor kept = drawn.greaterEqual(rate).cast(x.dtype());
    double a = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST * LOWEST));
    double b = -a * LOWEST * rate;
    return x.mul(kept).add(kept.neg().add(1).mul(LOWEST)).mul(a).add(b);
  }
}

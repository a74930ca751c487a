package keratin.layers.regularization;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.random.RandomOps;
import keratin.random.SeedGenerator;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sets inputs to 0 with probability {@code rate} in training and divides the others by {@code 1 −
 * rate}, so that their expected sum stays; in inference it does nothing.
 *
 * @see <a
 *     href="https://keras.io/api/layers/regularization_layers/dropout/">keras.layers.Dropout</a>
 */
public final class Dropout extends BaseNoise<Dropout> {
  private final Option<@Nullable Shape> noiseShape =
      option("noise_shape", Kind.SHAPE.orNull(), null);

  private Dropout() {
    super("rate", Kind.RATE);
  }

  /**
   * A dropout.
   *
   * @param rate the part of the inputs that is dropped, 0 to 1
   */
  public Dropout(double rate) {
    this();
    strength(rate);
  }

  /**
   * The shape of the decisions, broadcast to the inputs: {@code (None, 1, 3)} drops the same
   * features at all steps of a sequence. {@link Shape#UNKNOWN} stands for the input's length.
   */
  public Dropout noiseShape(int... shape) {
    noiseShape.set(shape);
    return this;
  }

  @Override
  Tensor noisy(Tensor x, double rate, SeedGenerator generator) {
    Shape noise = noiseShape.get();
    return noise == null
        ? RandomOps.dropout(x, rate, generator)
        : RandomOps.dropout(x, rate, noise, generator);
  }
}

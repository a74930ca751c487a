package keratin.layers.regularization;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
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
public final class Dropout extends Layer {
  private final Option<Double> rate = required("rate", Kind.RATE);
  private final Option<@Nullable Long> seed = option("seed", Kind.LONG.orNull(), null);
  private final Option<@Nullable Shape> noiseShape =
      option("noise_shape", Kind.SHAPE.orNull(), null);
  private @Nullable SeedGenerator seeds;

  private Dropout() {}

  /**
   * A dropout.
   *
   * @param rate the part of the inputs that is dropped, 0 to 1
   */
  public Dropout(double rate) {
    this.rate.set(rate);
  }

  /** The seed of the draws; without one it takes a default seed. */
  public Dropout seed(long number) {
    seed.set(number);
    return this;
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
  public Dropout name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  /** A layer that drops nothing takes no seed. */
  @Override
  public void drawSeeds() {
    super.drawSeeds();
    seeds();
  }

  private synchronized @Nullable SeedGenerator seeds() {
    if (seeds == null && rate.isGiven() && rate.get() > 0) {
      seeds = new SeedGenerator(seed.get());
    }
    return seeds;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    SeedGenerator generator = seeds();
    if (!training || generator == null) {
      return x;
    }
    Shape noise = noiseShape.get();
    return noise == null
        ? RandomOps.dropout(x, rate.get(), generator)
        : RandomOps.dropout(x, rate.get(), noise, generator);
  }
}

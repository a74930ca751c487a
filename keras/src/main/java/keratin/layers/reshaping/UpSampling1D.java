package keratin.layers.reshaping;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.DataFormat;
import keratin.layers.FluentLayer;
import keratin.layers.SpatialAxes;
import keratin.tensor.Tensor;

/**
 * Repeats every step: {@code (batch, steps, features)} becomes {@code (batch, steps · size,
 * features)}.
 *
 * {@snippet :
 * new UpSampling1D(3).of(x);   // (8, 10, 4) -> (8, 30, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/up_sampling1d/">keras.layers.UpSampling1D</a>
 */
public final class UpSampling1D extends FluentLayer<UpSampling1D> {
  private static final SpatialAxes AXES = new SpatialAxes(1, DataFormat.CHANNELS_LAST);

  private final Option<Integer> size = option("size", Kind.POSITIVE, 2);

  /** Every step twice. */
  public UpSampling1D() {}

  /** Every step {@code size} times. */
  public UpSampling1D(int size) {
    this.size.set(size);
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    AXES.require(this, x.shape());
    return Enlarge.repeat(x, 1, new int[] {size.get()});
  }
}

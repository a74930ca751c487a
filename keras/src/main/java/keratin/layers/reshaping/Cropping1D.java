package keratin.layers.reshaping;

import keratin.config.Option;
import keratin.layers.DataFormat;
import keratin.layers.FluentLayer;
import keratin.layers.SpatialAxes;
import keratin.tensor.Tensor;

/**
 * Takes away the edges of sequences {@code (batch, steps, channels)}.
 *
 * {@snippet :
 * new Cropping1D(2, 0).of(x);   // (8, 10, 4) -> (8, 8, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/cropping1d/">keras.layers.Cropping1D</a>
 */
public final class Cropping1D extends FluentLayer<Cropping1D> {
  private static final SpatialAxes AXES = new SpatialAxes(1, DataFormat.CHANNELS_LAST);

  private final Option<Edges> cropping = option("cropping", Edges.kind(1), 1);

  /** One step at each end. */
  public Cropping1D() {}

  /** Takes away this many at every edge. */
  public Cropping1D(int cropping) {
    this();
    this.cropping.set(cropping);
  }

  /** Takes away {@code before} steps in front and {@code after} at the end. */
  public Cropping1D(int before, int after) {
    this();
    this.cropping.set(new int[] {before, after});
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return Crop.call(this, x, AXES, cropping.get());
  }
}

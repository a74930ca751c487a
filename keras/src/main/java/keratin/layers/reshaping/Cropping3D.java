package keratin.layers.reshaping;

import keratin.config.Option;
import keratin.layers.SpatialLayer;
import keratin.tensor.Tensor;

/**
 * Takes away the edges of volumes {@code (batch, depth, height, width, channels)}.
 *
 * {@snippet :
 * new Cropping3D(1).of(x);   // (2, 4, 4, 4, 8) -> (2, 2, 2, 2, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/cropping3d/">keras.layers.Cropping3D</a>
 */
public final class Cropping3D extends SpatialLayer<Cropping3D> {
  private final Option<Edges> cropping = option("cropping", Edges.kind(3), 1);

  /** One element at every edge. */
  public Cropping3D() {
    super(3);
  }

  /** Takes away this many at every edge. */
  public Cropping3D(int cropping) {
    this();
    this.cropping.set(cropping);
  }

  /** Takes away as many before as after, a number for every axis. */
  public Cropping3D(int depth, int height, int width) {
    this();
    this.cropping.set(new int[] {depth, height, width});
  }

  /** Takes away {@code {before, after}}, a pair for every axis. */
  public Cropping3D(int[][] cropping) {
    this();
    this.cropping.set(cropping);
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return Crop.call(this, x, axes(), cropping.get());
  }
}

package keratin.layers.reshaping;

import keratin.config.Option;
import keratin.layers.SpatialLayer;
import keratin.tensor.Tensor;

/**
 * Takes away the edges of images {@code (batch, height, width, channels)}.
 *
 * {@snippet :
 * new Cropping2D(3).of(x);   // (8, 28, 28, 1) -> (8, 22, 22, 1)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/cropping2d/">keras.layers.Cropping2D</a>
 */
public final class Cropping2D extends SpatialLayer<Cropping2D> {
  private final Option<Edges> cropping = option("cropping", Edges.kind(2), 0);

  /** Nothing, until edges are given. */
  public Cropping2D() {
    super(2);
  }

  /** Takes away this many at every edge. */
  public Cropping2D(int cropping) {
    this();
    this.cropping.set(cropping);
  }

  /** Takes away as many before as after, a number for every axis. */
  public Cropping2D(int height, int width) {
    this();
    this.cropping.set(new int[] {height, width});
  }

  /** Takes away {@code {before, after}}, a pair for every axis. */
  public Cropping2D(int[][] cropping) {
    this();
    this.cropping.set(cropping);
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    return Crop.call(this, x, axes(), cropping.get());
  }
}

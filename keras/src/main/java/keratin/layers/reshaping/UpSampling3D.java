package keratin.layers.reshaping;

import java.util.List;
import keratin.config.Option;
import keratin.layers.Sizes;
import keratin.layers.SpatialLayer;
import keratin.tensor.Tensor;

/**
 * Repeats the elements of volumes along their three axes: {@code (batch, depth, height, width,
 * channels)}, each length {@code size} times.
 *
 * {@snippet :
 * new UpSampling3D(2).of(x);   // (2, 4, 4, 4, 8) -> (2, 8, 8, 8, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/reshaping_layers/up_sampling3d/">keras.layers.UpSampling3D</a>
 */
public final class UpSampling3D extends SpatialLayer<UpSampling3D> {
  private final Option<List<Integer>> size = option("size", Sizes.positive(3), 2);

  /** Every element twice along every axis. */
  public UpSampling3D() {
    super(3);
  }

  /** Every element {@code size} times along every axis. */
  public UpSampling3D(int size) {
    this();
    this.size.set(size);
  }

  /** Every element so many times along each axis. */
  public UpSampling3D(int[] size) {
    this();
    this.size.set(size);
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    axes().require(this, x.shape());
    return Enlarge.repeat(x, axes().first(), Sizes.array(size.get()));
  }
}

package keratin.layers.pooling;

import keratin.ops.Ops;

/**
 * The mean over all places, for every channel by itself.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}, or
 * {@code (batch, 1, 1, 1, channels)} if axes are kept.
 *
 * {@snippet :
 * new GlobalAveragePooling3D().of(x);   // (2, 4, 4, 4, 8) -> (2, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/global_average_pooling3d/">keras.layers.GlobalAveragePooling3D</a>
 */
public final class GlobalAveragePooling3D extends BaseGlobalPooling<GlobalAveragePooling3D> {
  /** Over the spatial axes. */
  public GlobalAveragePooling3D() {
    super(3, Ops::mean);
  }
}

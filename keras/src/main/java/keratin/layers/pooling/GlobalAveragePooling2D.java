package keratin.layers.pooling;

import keratin.ops.Ops;

/**
 * The mean over all places, for every channel by itself.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, channels)}, or {@code
 * (batch, 1, 1, channels)} if axes are kept.
 *
 * {@snippet :
 * new GlobalAveragePooling2D().of(x);   // (8, 7, 7, 512) -> (8, 512)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/global_average_pooling2d/">keras.layers.GlobalAveragePooling2D</a>
 */
public final class GlobalAveragePooling2D extends BaseGlobalPooling<GlobalAveragePooling2D> {
  /** Over the spatial axes. */
  public GlobalAveragePooling2D() {
    super(2, Ops::mean);
  }
}

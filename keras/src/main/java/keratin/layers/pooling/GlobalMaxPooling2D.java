package keratin.layers.pooling;

import keratin.ops.Ops;

/**
 * The largest over all places, for every channel by itself; several largest share the gradient.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, channels)}, or {@code
 * (batch, 1, 1, channels)} if axes are kept.
 *
 * {@snippet :
 * new GlobalMaxPooling2D().of(x);   // (8, 7, 7, 512) -> (8, 512)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/global_max_pooling2d/">keras.layers.GlobalMaxPooling2D</a>
 */
public final class GlobalMaxPooling2D extends BaseGlobalPooling<GlobalMaxPooling2D> {
  /** Over the spatial axes. */
  public GlobalMaxPooling2D() {
    super(2, Ops::max);
  }
}

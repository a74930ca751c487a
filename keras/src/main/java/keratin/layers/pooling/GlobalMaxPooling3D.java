package keratin.layers.pooling;

import keratin.ops.Ops;

/**
 * The largest over all places, for every channel by itself; several largest share the gradient.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}, or
 * {@code (batch, 1, 1, 1, channels)} if axes are kept.
 *
 * {@snippet :
 * new GlobalMaxPooling3D().of(x);   // (2, 4, 4, 4, 8) -> (2, 8)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/global_max_pooling3d/">keras.layers.GlobalMaxPooling3D</a>
 */
public final class GlobalMaxPooling3D extends BaseGlobalPooling<GlobalMaxPooling3D> {
  /** Over the spatial axes. */
  public GlobalMaxPooling3D() {
    super(3, Ops::max);
  }
}

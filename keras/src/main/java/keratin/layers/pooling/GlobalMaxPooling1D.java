package keratin.layers.pooling;

import keratin.ops.Ops;

/**
 * The largest over all places, for every channel by itself; several largest share the gradient.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, channels)}, or {@code (batch, 1,
 * channels)} if axes are kept.
 *
 * {@snippet :
 * new GlobalMaxPooling1D().of(x);   // (8, 10, 4) -> (8, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/global_max_pooling1d/">keras.layers.GlobalMaxPooling1D</a>
 */
public final class GlobalMaxPooling1D extends BaseGlobalPooling<GlobalMaxPooling1D> {
  /** Over the spatial axes. */
  public GlobalMaxPooling1D() {
    super(1, Ops::max);
  }
}

package keratin.layers.pooling;

import keratin.layers.Mask;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/**
 * The mean over all places, for every channel by itself. Steps that are masked do not count.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, channels)}, or {@code (batch, 1,
 * channels)} if axes are kept.
 *
 * {@snippet :
 * new GlobalAveragePooling1D().of(x);   // (8, 10, 4) -> (8, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/pooling_layers/global_average_pooling1d/">keras.layers.GlobalAveragePooling1D</a>
 */
public final class GlobalAveragePooling1D extends BaseGlobalPooling<GlobalAveragePooling1D> {
  /** Over the spatial axes. */
  public GlobalAveragePooling1D() {
    super(1, Ops::mean);
  }

  @Override
  protected boolean takesMask() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    Tensor mask = Mask.of(x);
    if (mask == null) {
      return super.call(x, training);
    }
    axes().require(this, x.shape());
    int steps = axes().first();
    Tensor counted = mask.expandDims(axes().channels());
    Tensor sum = Ops.sum(Tensor.where(counted, x, x.zerosLike()), keepDims(), steps);
    return sum.div(Ops.sum(counted.cast(x.dtype()), keepDims(), steps));
  }
}

package keratin.layers.pooling;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.SpatialLayer;
import keratin.tensor.Tensor;

/**
 * What pooling over all places has in common.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseGlobalPooling<SELF extends BaseGlobalPooling<SELF>>
    extends SpatialLayer<SELF> {
  private final Option<Boolean> keepDims = option("keepdims", Kind.BOOL, false);
  private final Reduction reduction;

  /** {@link keratin.ops.Ops#max} or {@link keratin.ops.Ops#mean}. */
  interface Reduction {
    Tensor reduce(Tensor x, boolean keepDims, int[] axes);
  }

  BaseGlobalPooling(int rank, Reduction reduction) {
    super(rank);
    this.reduction = reduction;
  }

  /** Whether the spatial axes stay, with length 1. */
  public final SELF keepDims(boolean on) {
    keepDims.set(on);
    return self();
  }

  final boolean keepDims() {
    return keepDims.get();
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    axes().require(this, x.shape());
    return reduction.reduce(x, keepDims.get(), axes().spatial());
  }
}

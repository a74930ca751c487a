package keratin.layers.reshaping;

import keratin.config.Option;
import keratin.layers.SpatialLayer;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/**
 * What padding with zeros has in common.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseZeroPadding<SELF extends BaseZeroPadding<SELF>>
    extends SpatialLayer<SELF> {
  private final Option<Edges> padding;
  private final int rank;

  BaseZeroPadding(int rank) {
    super(rank);
    this.rank = rank;
    padding = option("padding", Edges.kind(rank), 1);
  }

  final void padding(Object edges) {
    padding.set(edges);
  }

  @Override
  protected final Tensor call(Tensor x, boolean training) {
    axes().require(this, x.shape());
    int[][] paddings = new int[x.rank()][2];
    for (int i = 0; i < rank; i++) {
      int axis = axes().first() + i;
      paddings[axis][0] = padding.get().before(i);
      paddings[axis][1] = padding.get().after(i);
    }
    return Ops.pad(x, paddings);
  }
}

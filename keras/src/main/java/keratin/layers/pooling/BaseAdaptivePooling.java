package keratin.layers.pooling;

import java.util.List;
import keratin.config.Option;
import keratin.layers.Sizes;
import keratin.layers.SpatialLayer;
import keratin.tensor.Tensor;

/**
 * What pooling to an output of a chosen size has in common.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BaseAdaptivePooling<SELF extends BaseAdaptivePooling<SELF>>
    extends SpatialLayer<SELF> {
  private final Option<List<Integer>> outputSize;
  private final PoolFunction function;

  /** {@link keratin.ops.Nn#adaptiveMaxPool} or {@link keratin.ops.Nn#adaptiveAveragePool}. */
  interface PoolFunction {
    Tensor pool(Tensor x, int[] outputSize, String dataFormat);
  }

  BaseAdaptivePooling(int rank, PoolFunction function) {
    super(rank);
    this.function = function;
    outputSize = required("output_size", Sizes.positive(rank));
  }

  /** Sets what must be given. */
  final void outputSize(Object size) {
    outputSize.set(size);
  }

  @Override
  protected final Tensor call(Tensor x, boolean training) {
    axes().require(this, x.shape());
    return function.pool(x, Sizes.array(outputSize.get()), axes().dataFormat());
  }
}

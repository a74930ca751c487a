package keratin.layers.pooling;

import java.util.List;
import java.util.Map;
import keratin.config.Option;
import keratin.layers.Padding;
import keratin.layers.Sizes;
import keratin.layers.SpatialLayer;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What pooling under a moving window has in common.
 *
 * @param <SELF> the layer's own class
 */
public abstract class BasePooling<SELF extends BasePooling<SELF>> extends SpatialLayer<SELF> {
  private final PoolFunction function;
  private final Option<List<Integer>> poolSize;
  private final Option<@Nullable List<Integer>> strides;
  private final Option<String> padding;

  /** {@link keratin.ops.Nn#maxPool} or {@link keratin.ops.Nn#averagePool}. */
  interface PoolFunction {
    Tensor pool(Tensor x, int[] size, int[] strides, String padding, String dataFormat);
  }

  /**
   * A pooling over {@code rank} axes.
   *
   * @param size the window's size by default; null if it must be given
   */
  BasePooling(int rank, PoolFunction function, @Nullable Integer size) {
    super(rank);
    this.function = function;
    poolSize =
        size == null
            ? required("pool_size", Sizes.positive(rank))
            : option("pool_size", Sizes.positive(rank), size);
    strides = option("strides", Sizes.positive(rank).orNull(), null);
    padding = option("padding", Padding.KIND, Padding.VALID);
  }

  /** Sets the size of the window. */
  final void poolSize(Object size) {
    poolSize.set(size);
  }

  /**
   * How far the window moves: one number for all axes, or one each; by default as far as it is
   * long.
   */
  public final SELF strides(int... steps) {
    strides.set(steps.length == 1 ? (Object) steps[0] : steps);
    return self();
  }

  /**
   * {@code "valid"} keeps the window inside the input, {@code "same"} lets it reach beyond the
   * edges; what lies there does not count.
   */
  public final SELF padding(String mode) {
    padding.set(mode);
    return self();
  }

  private List<Integer> steps() {
    List<Integer> given = strides.get();
    return given == null ? poolSize.get() : given;
  }

  /** The strides are written as numbers, as Keras does. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    config.put("strides", steps());
    return config;
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected final Tensor call(Tensor x, boolean training) {
    axes().require(this, x.shape());
    return function.pool(
        x, Sizes.array(poolSize.get()), Sizes.array(steps()), padding.get(), axes().dataFormat());
  }
}

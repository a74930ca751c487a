package keratin.layers.normalization;

import keratin.config.Option;
import keratin.layers.Layer;
import keratin.ops.Ops;
import keratin.tensor.Tensor;

/**
 * Divides every sample by its Euclidean length: {@code x / √Σx²}. What is 0 stays 0.
 *
 * <p>Input {@code (batch, …)}, output the same.
 *
 * {@snippet :
 * new UnitNormalization().of(Tensor.of(new float[][] {{3, 4}}));   // [[0.6, 0.8]]
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/normalization_layers/unit_normalization/">keras.layers.UnitNormalization</a>
 */
public final class UnitNormalization extends Layer {
  /** The square of the least length that is divided by. */
  private static final double LEAST = 1e-24;

  private final Option<NormAxes> axis = option("axis", NormAxes.KIND, -1);

  /** A normalization over the last axis. */
  public UnitNormalization() {}

  /** The axes whose length becomes 1. */
  public UnitNormalization axis(int... axes) {
    axis.set(axes.length == 1 ? (Object) axes[0] : axes);
    return this;
  }

  @Override
  public UnitNormalization name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean needsNoBuild() {
    return true;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    // The limit comes before the root, which has no gradient at 0.
    Tensor square = Ops.sum(x.square(), true, axis.get().toArray());
    return x.mul(square.maximum(LEAST).rsqrt());
  }
}

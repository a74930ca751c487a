package keratin.layers.normalization;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.initializers.Ones;
import keratin.layers.Layer;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.LayerNorm;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Divides every sample by the root mean square of its features and scales: {@code x / √(mean(x²) +
 * epsilon) · scale}. Cheaper than {@link LayerNormalization}, for the mean stays.
 *
 * <p>Input {@code (batch, …)}, output the same; scale has the shape of the axes that are
 * normalized.
 *
 * {@snippet :
 * new RMSNormalization().of(Tensor.of(new float[][] {{3, 4}}));   // [[0.8485, 1.1314]]
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/normalization_layers/rms_normalization/">keras.layers.RMSNormalization</a>
 * @see <a href="https://arxiv.org/abs/1910.07467">Zhang and Sennrich, 2019</a>
 */
public final class RMSNormalization extends Layer {
  private final Option<NormAxes> axis = option("axis", NormAxes.KIND, -1);
  private final Option<Double> epsilon = option("epsilon", Kind.FLOAT, 1e-6);
  private @Nullable Variable scale;

  /** A normalization over the last axis. */
  public RMSNormalization() {}

  /** The axes that are normalized together. */
  public RMSNormalization axis(int... axes) {
    axis.set(axes.length == 1 ? (Object) axes[0] : axes);
    return this;
  }

  /** What is added to the mean square, so that nothing is divided by 0. */
  public RMSNormalization epsilon(double value) {
    epsilon.set(value);
    return this;
  }

  @Override
  public RMSNormalization name(String text) {
    super.name(text);
    return this;
  }

  /** Once built, Keras writes a list of axes. */
  @Override
  public Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = super.getConfig();
    if (isBuilt()) {
      config.put("axis", axis.get().sorted());
    }
    return config;
  }

  @Override
  protected void build(Shape input) {
    Shape shape = axis.get().weightShape("RMSNormalization", input);
    scale = addWeight("scale", shape, new Ones()).autocast(false);
  }

  /** The factors. */
  public Variable scale() {
    return builtWeight(scale, "scale");
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    NormAxes axes = axis.get();
    DType type = ScaledLayer.wide(x.dtype());
    Tensor input = x.cast(type);
    Tensor factor = scale().cast(type);
    if (axes.areLast(x.shape()) && factor.rank() == 1) {
      Tensor zeros = Tensor.full(type, 0, factor.shape().dims());
      return Engine.run(new LayerNorm(false, epsilon.get()), input, factor, zeros)
          .cast(computeDtype());
    }
    Tensor square = Ops.mean(input.square(), true, axes.toArray());
    Tensor normal = input.mul(square.add(epsilon.get()).rsqrt());
    return normal.mul(axes.spread(factor, x.shape())).cast(computeDtype());
  }
}

package keratin.layers.normalization;

import java.util.Map;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.ops.Ops;
import keratin.tensor.DType;
import keratin.tensor.Engine;
import keratin.tensor.LayerNorm;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Brings every sample by itself to mean beta and standard deviation gamma: {@code (x − mean) /
 * √(variance + epsilon) · gamma + beta}, with mean and variance over the features. Training and
 * inference do the same, whatever the batch.
 *
 * <p>Input {@code (batch, …)}, output the same; gamma and beta have the shape of the axes that are
 * normalized.
 *
 * {@snippet :
 * Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {10, 20, 30}});
 * new LayerNormalization().of(x);   // both rows about (-1.22, 0, 1.22)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/normalization_layers/layer_normalization/">keras.layers.LayerNormalization</a>
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros and Hinton, 2016</a>
 */
public final class LayerNormalization extends ScaledLayer<LayerNormalization> {
  private final Option<NormAxes> axis = option("axis", NormAxes.KIND, -1);
  private final Option<Boolean> rmsScaling = option("rms_scaling", Kind.BOOL, false);

  /** A normalization over the last axis. */
  public LayerNormalization() {}

  @Override
  LayerNormalization self() {
    return this;
  }

  /** The axes that are normalized together. */
  public LayerNormalization axis(int... axes) {
    axis.set(axes.length == 1 ? (Object) axes[0] : axes);
    return this;
  }

  /**
   * Whether inputs are only divided by their standard deviation, with a gamma and no beta. It
   * stands in older models; for the root mean square take {@link RMSNormalization}.
   */
  public LayerNormalization rmsScaling(boolean on) {
    rmsScaling.set(on);
    return this;
  }

  @Override
  public LayerNormalization name(String text) {
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
  protected boolean autocasts() {
    return false;
  }

  @Override
  protected void build(Shape input) {
    Shape shape = axis.get().weightShape("LayerNormalization", input);
    boolean rms = rmsScaling.get();
    addScaleAndCenter(shape, isScaled() || rms, isCentered() && !rms);
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    NormAxes axes = axis.get();
    DType type = wide(x.dtype());
    Tensor input = x.cast(type);
    Shape shape = axes.weightShape("LayerNormalization", x.shape());
    Tensor gamma = gammaOr1(type, shape);
    Tensor beta = betaOr0(type, shape);
    Tensor y =
        rmsScaling.get()
            ? input.mul(inverse(input, axes)).mul(axes.spread(gamma, x.shape()))
            : normalize(input, axes, gamma, beta);
    return y.cast(computeDtype());
  }

  private Tensor normalize(Tensor x, NormAxes axes, Tensor gamma, Tensor beta) {
    LayerNorm op = new LayerNorm(true, epsilon());
    if (gamma.rank() == 1 && axes.areLast(x.shape())) {
      return Engine.run(op, x, gamma, beta);
    }
    if (axes.areLast(x.shape()) && x.shape().isKnown()) {
      // The last axes become one.
      int n = (int) gamma.size();
      Tensor rows = x.reshape((int) (x.size() / Math.max(1, n)), n);
      return Engine.run(op, rows, gamma.reshape(n), beta.reshape(n)).reshape(x.shape());
    }
    Tensor normal = x.sub(Ops.mean(x, true, axes.toArray())).mul(inverse(x, axes));
    return normal.mul(axes.spread(gamma, x.shape())).add(axes.spread(beta, x.shape()));
  }

  private Tensor inverse(Tensor x, NormAxes axes) {
    return Ops.variance(x, true, axes.toArray()).add(epsilon()).rsqrt();
  }
}

package keratin.layers.normalization;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.initializers.TruncatedNormal;
import keratin.layers.Layer;
import keratin.layers.LayerErrors;
import keratin.layers.core.Wrapper;
import keratin.ops.Nn;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the largest singular value of a layer's kernel at 1: every call in training divides the
 * kernel by {@code σ = v·W·uᵀ}, with singular vectors u and v that power iteration follows.
 *
 * <p>Weights: the layer's kernel, {@code vector_u (1, kernel's last length)}, the layer's others.
 *
 * {@snippet :
 * var dense = new SpectralNormalization(new Dense(4)).powerIterations(2);
 * Tensor y = dense.of(Tensor.of(new float[][] {{1, 2, 3}}), true);   // (1, 4)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/normalization_layers/spectral_normalization/">keras.layers.SpectralNormalization</a>
 * @see <a href="https://arxiv.org/abs/1802.05957">Miyato and others, 2018</a>
 */
public final class SpectralNormalization extends Wrapper {
  private static final List<String> KERNELS = List.of("kernel", "embeddings");

  private final Option<Integer> powerIterations = option("power_iterations", Kind.POSITIVE, 1);
  private @Nullable Variable kernel;
  private @Nullable Variable vectorU;

  private SpectralNormalization() {}

  /** A normalization of this layer, which has a kernel or embeddings. */
  public SpectralNormalization(Layer layer) {
    super(layer);
  }

  /** The number of power iterations in a step. */
  public SpectralNormalization powerIterations(int number) {
    powerIterations.set(number);
    return this;
  }

  @Override
  public SpectralNormalization name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected void build(List<Shape> inputs) {
    super.build(inputs);
    Variable found =
        layer().weights().stream()
            .filter(weight -> KERNELS.contains(weight.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "SpectralNormalization needs a layer with a kernel or embeddings, but %s"
                                .formatted(LayerErrors.title(layer()))
                            + " has neither."));
    kernel = found;
    adopt(found);
    vectorU =
        addWeight(
            "vector_u",
            Shape.of(1, found.shape().dim(-1)),
            new TruncatedNormal(0, 0.02),
            null,
            null,
            false);
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    if (training && !x.isSymbolic()) {
      normalize(builtWeight(kernel, "kernel"), builtWeight(vectorU, "vector_u"));
    }
    Tensor y = layer().of(x, training);
    return x.dtype().isFloating() ? y.cast(x.dtype()) : y;
  }

  private void normalize(Variable weight, Variable direction) {
    // A kernel of zeros has no direction.
    if (!weight.notEqual(0).any().booleanValue()) {
      return;
    }
    Tensor w = weight.value().stopGradient();
    Tensor rows = w.reshape(-1, w.shape().dim(-1));
    Tensor u = direction.value().cast(w.dtype());
    Tensor v = u;
    for (int i = 0; i < powerIterations.get(); i++) {
      v = Nn.normalize(u.matmul(rows, false, true), 2);
      u = Nn.normalize(v.matmul(rows), 2);
    }
    Tensor sigma = v.matmul(rows).matmul(u, false, true);
    direction.assign(u.cast(direction.dtype()));
    weight.assign(w.div(sigma.reshape(1)).reshape(w.shape()));
  }
}

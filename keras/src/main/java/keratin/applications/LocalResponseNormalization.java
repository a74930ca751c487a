package keratin.applications;

import keratin.layers.Layer;
import keratin.ops.Nn;
import keratin.tensor.Tensor;

/**
 * AlexNet's normalization across channels: {@code x / (2 + 10⁻⁴ Σ x²)^0.75} over a channel and its
 * two neighbours on either side.
 */
final class LocalResponseNormalization extends Layer {
  @Override
  protected Tensor call(Tensor x, boolean training) {
    return Nn.localResponseNormalization(x, 2, 2, 1e-4, 0.75);
  }
}

package keratin.layers.attention;

import keratin.initializers.GlorotUniform;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;
import keratin.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Attention by sums, as Bahdanau's: {@code softmax(Σ scale · tanh(query + key)) · value}, with a
 * learned scale for every feature.
 *
 * <p>Shapes, masks and what a call can ask for are those of {@link Attention}.
 *
 * {@snippet :
 * Tensor y = new AdditiveAttention().of(a, b);   // (2, 8, 16), (2, 4, 16) -> (2, 8, 16)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/attention_layers/additive_attention/">keras.layers.AdditiveAttention</a>
 * @see <a href="https://arxiv.org/abs/1409.0473">Bahdanau et al., 2015, Neural Machine Translation
 *     by Jointly Learning to Align and Translate</a>
 */
public final class AdditiveAttention extends BaseAttention<AdditiveAttention> {
  private @Nullable Variable scale;

  /** Attention by sums, with a learned scale. */
  public AdditiveAttention() {
    super(true);
  }

  @Override
  void buildFor(Shape query, Shape key) {
    scale = isScaled() ? addWeight("scale", Shape.of(query.dim(-1)), new GlorotUniform()) : null;
  }

  @Override
  Tensor scores(Tensor query, Tensor key) {
    Tensor sums = query.expandDims(-2).add(key.expandDims(-3)).tanh();
    return (scale == null ? sums : sums.mul(scale)).sum(-1);
  }
}

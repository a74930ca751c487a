package keratin.layers.merging;

import java.util.List;
import keratin.tensor.Tensor;

/**
 * The smaller of tensors, element by element; what a mask takes out does not count.
 *
 * {@snippet :
 * Tensor y = new Minimum().of(a, b);
 * }
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/minimum/">keras.layers.Minimum</a>
 */
public final class Minimum extends Merge {
  @Override
  public Minimum name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor merge(List<Tensor> xs) {
    return Extreme.of(xs, Tensor::minimum);
  }
}

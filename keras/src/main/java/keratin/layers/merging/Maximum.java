package keratin.layers.merging;

import java.util.List;
import keratin.tensor.Tensor;

/**
 * The larger of tensors, element by element; what a mask takes out does not count.
 *
 * {@snippet :
 * Tensor y = new Maximum().of(a, b);
 * }
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/maximum/">keras.layers.Maximum</a>
 */
public final class Maximum extends Merge {
  @Override
  public Maximum name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor merge(List<Tensor> xs) {
    return Extreme.of(xs, Tensor::maximum);
  }
}

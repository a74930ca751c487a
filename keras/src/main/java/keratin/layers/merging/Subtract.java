package keratin.layers.merging;

import java.util.List;
import keratin.tensor.Tensor;

/**
 * The difference of two tensors, element by element: {@code a − b}.
 *
 * {@snippet :
 * Tensor y = new Subtract().of(a, b);
 * }
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/subtract/">keras.layers.Subtract</a>
 */
public final class Subtract extends Merge {
  @Override
  public Subtract name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor merge(List<Tensor> xs) {
    requireTwo(xs);
    return xs.get(0).sub(xs.get(1));
  }
}

package keratin.layers.merging;

import java.util.List;
import keratin.tensor.Tensor;

/**
 * Adds tensors, element by element: {@code a + b + …}.
 *
 * {@snippet :
 * Tensor y = new Add().of(a, b);
 * }
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/add/">keras.layers.Add</a>
 */
public final class Add extends Merge {
  @Override
  public Add name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor merge(List<Tensor> xs) {
    Tensor sum = xs.getFirst();
    for (Tensor x : xs.subList(1, xs.size())) {
      sum = sum.add(x);
    }
    return sum;
  }
}

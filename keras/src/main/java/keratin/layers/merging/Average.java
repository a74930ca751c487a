package keratin.layers.merging;

import java.util.List;
import keratin.tensor.Tensor;

/**
 * The mean of tensors, element by element: {@code (a + b + …) / n}.
 *
 * {@snippet :
 * Tensor y = new Average().of(a, b);
 * }
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/average/">keras.layers.Average</a>
 */
public final class Average extends Merge {
  @Override
  public Average name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor merge(List<Tensor> xs) {
    Tensor sum = xs.getFirst();
    for (Tensor x : xs.subList(1, xs.size())) {
      sum = sum.add(x);
    }
    return sum.div(xs.size());
  }
}

package keratin.layers.merging;

import java.util.List;
import java.util.Objects;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies tensors, element by element: {@code a · b · …}.
 *
 * <p>What a mask takes out counts as 1; where every input is masked out, the result is 0.
 *
 * {@snippet :
 * Tensor y = new Multiply().of(a, b);
 * }
 *
 * @see <a href="https://keras.io/api/layers/merging_layers/multiply/">keras.layers.Multiply</a>
 */
public final class Multiply extends Merge {
  @Override
  public Multiply name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor merge(List<Tensor> xs) {
    List<@Nullable Tensor> masks = spreadMasks(xs);
    Tensor product = null;
    Tensor anywhere = null;
    for (int i = 0; i < xs.size(); i++) {
      Tensor mask = masks.get(i);
      Tensor x = mask == null ? xs.get(i) : Tensor.where(mask, xs.get(i), xs.get(i).onesLike());
      product = product == null ? x : product.mul(x);
      anywhere = mask == null || anywhere == null ? mask : anywhere.logicalOr(mask);
    }
    Tensor y = Objects.requireNonNull(product);
    return anywhere == null || masks.contains(null) ? y : Tensor.where(anywhere, y, y.zerosLike());
  }
}

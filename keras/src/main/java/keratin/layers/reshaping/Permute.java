package keratin.layers.reshaping;

import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/**
 * Puts the axes of every sample in another order; they count from 1, as 0 is the batch.
 *
 * {@snippet :
 * new Permute(2, 1).of(x);   // (batch, steps, features) -> (batch, features, steps)
 * }
 *
 * @see <a href="https://keras.io/api/layers/reshaping_layers/permute/">keras.layers.Permute</a>
 */
public final class Permute extends Layer {
  private static final Kind<List<Integer>> ORDER =
      new Kind<>("every axis from 1 on, once", Permute::parse, v -> v);

  private final Option<List<Integer>> dims = required("dims", ORDER);

  private Permute() {}

  /** The axes in their new order. */
  public Permute(int... dims) {
    this.dims.set(dims);
  }

  private static List<Integer> parse(Object source) {
    List<Integer> order = Kind.INTS.parse().apply(source);
    List<Integer> sorted = order.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i) != i + 1) {
        throw new IllegalArgumentException();
      }
    }
    return order;
  }

  @Override
  public Permute name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected Tensor call(Tensor x, boolean training) {
    List<Integer> order = dims.get();
    if (x.rank() != order.size() + 1) {
      throw new ShapeException(
          "Permute: %d axes besides the batch were named, but the input %s has %d."
              .formatted(order.size(), x.shape(), x.rank() - 1));
    }
    int[] all = new int[x.rank()];
    for (int i = 1; i < all.length; i++) {
      all[i] = order.get(i - 1);
    }
    return x.transpose(all);
  }
}

package keratin.layers.merging;

import java.util.ArrayList;
import java.util.List;
import keratin.config.Kind;
import keratin.config.Option;
import keratin.layers.Layer;
import keratin.layers.Mask;
import keratin.ops.Ops;
import keratin.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Puts tensors one behind the other along an axis, the last by default; all other lengths must be
 * equal.
 *
 * {@snippet :
 * Tensor y = new Concatenate().of(a, b);   // (batch, 3), (batch, 2) -> (batch, 5)
 * }
 *
 * @see <a
 *     href="https://keras.io/api/layers/merging_layers/concatenate/">keras.layers.Concatenate</a>
 */
public final class Concatenate extends Layer {
  private final Option<Integer> axis = option("axis", Kind.INT, -1);

  /** Along which axis; the batch is axis 0. */
  public Concatenate axis(int axis) {
    this.axis.set(axis);
    return this;
  }

  @Override
  public Concatenate name(String text) {
    super.name(text);
    return this;
  }

  @Override
  protected boolean takesList() {
    return true;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected void build(List<keratin.tensor.Shape> inputs) {}

  @Override
  protected List<Tensor> call(List<Tensor> xs, boolean training) {
    return List.of(xs.size() == 1 ? xs.getFirst() : Ops.concat(axis.get(), xs));
  }

  /** The masks one behind the other; inputs without one count everywhere. */
  @Override
  protected @Nullable Tensor computeMask(List<Tensor> xs) {
    if (xs.stream().allMatch(x -> Mask.of(x) == null)) {
      return null;
    }
    List<Tensor> masks = new ArrayList<>();
    for (Tensor x : xs) {
      Tensor mask = Mask.of(x);
      Tensor all = Mask.everywhere(x);
      masks.add(
          mask == null ? all : mask.rank() < x.rank() ? mask.expandDims(-1).logicalAnd(all) : mask);
    }
    return Ops.concat(axis.get(), masks).any(-1);
  }
}

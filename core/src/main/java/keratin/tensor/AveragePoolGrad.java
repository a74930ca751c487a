package keratin.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link PoolOp}'s mean: {@code dy (batch, places…, channels)} gives {@code (batch,
 * lengths…, channels)}, where every element under a window gets its share of dy.
 *
 * @param lengths the spatial lengths of the pooling's input
 */
public record AveragePoolGrad(Window window, Ints lengths) implements Fused {
  /** For the pooling of this shape. */
  static AveragePoolGrad of(Window window, Shape x) {
    return new AveragePoolGrad(window, Ints.of(x.slice(1, x.rank() - 1).dims()));
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "dy");
    Expect.floating(label(), "dy", in[0]);
    Expect.rank(label(), "dy", in[0], 2);
    Shape x = input(in[0].shape());
    window.checkPlaces(label(), x, in[0].shape());
    return new Spec[] {in[0].as(x)};
  }

  private Shape input(Shape dy) {
    return Shape.of(lengths.toArray()).prepend(dy.dim(0)).append(dy.dim(-1));
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    if (ConvOp.isHalf(in[0])) {
      return new Tensor[] {ConvOp.inFloat32(this, in)};
    }
    Shape x = input(in[0].shape());
    Tensor[] parts = new Tensor[window.count()];
    Arrays.fill(parts, in[0].div(PoolOp.counts(window, x, in[0].dtype())));
    return new Tensor[] {window.gathered(parts, x)};
  }

  @Override
  public boolean definesGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {Engine.run(new PoolOp(PoolOp.Kind.AVERAGE, window), dy[0])};
  }
}

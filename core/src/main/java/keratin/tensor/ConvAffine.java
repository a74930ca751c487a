package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A convolutional layer's arithmetic: {@code activation(conv(x, kernel) + bias)}, shapes as in
 * {@link ConvOp}, bias {@code (filters)}. A backend can add the bias and apply the activation while
 * the sums are still in the cache.
 *
 * @param activation applied to every element of the sum; null for none
 */
public record ConvAffine(Window window, int groups, @Nullable Unary activation) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 3, "x, kernel, bias");
    Spec y = new ConvOp(window, groups).infer(new Spec[] {in[0], in[1]})[0];
    Expect.sameType(label(), "x", in[0], "bias", in[2]);
    Shape bias = in[2].shape();
    if (bias.rank() != 1 || bias.dim(0) != y.shape().dim(-1)) {
      throw new ShapeException(
          "%s: the kernel %s has %d filters, so bias must be (%3$d,), but is %s."
              .formatted(label(), in[1].shape(), y.shape().dim(-1), bias));
    }
    return new Spec[] {y};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor sum = Engine.run(new ConvOp(window, groups), in[0], in[1]).add(in[2]);
    return new Tensor[] {activation == null ? sum : Engine.run(activation, sum)};
  }

  @Override
  public boolean definesGradient() {
    return true;
  }

  @Override
  public boolean keepsOutput(int index) {
    return activation != null;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return vjp(in, out, dy, new boolean[] {true, true, true});
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy, boolean[] wanted) {
    Tensor g =
        Affine.beforeActivation(activation, new ConvAffine(window, groups, null), in, out, dy);
    @Nullable Tensor[] parts = new ConvOp(window, groups).vjp(in, out, new Tensor[] {g}, wanted);
    return new @Nullable Tensor[] {parts[0], parts[1], wanted[2] ? ConvOp.rows(g).sum(0) : null};
  }
}

package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A dense layer's arithmetic: {@code activation(x · w + b)}.
 *
 * <p>Inputs of one floating dtype: x {@code (…, k)}, w {@code (k, n)}, b {@code (n)}; output {@code
 * (…, n)}. A backend can add the bias and apply the activation while rows are still in the cache.
 *
 * @param activation applied to every element of the sum; null for none
 */
public record Affine(@Nullable Unary activation) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 3, "x, w, b");
    Shape x = in[0].shape();
    Shape w = in[1].shape();
    Shape b = in[2].shape();
    Expect.floating(label(), "x", in[0]);
    Expect.rank(label(), "x", in[0], 1);
    Expect.sameType(label(), "x", in[0], "w", in[1]);
    Expect.sameType(label(), "x", in[0], "b", in[2]);
    if (w.rank() != 2 || b.rank() != 1 || b.dim(0) != w.dim(1)) {
      throw new ShapeException(
          "affine: w must be (k, n) and b (n,), but w is %s and b is %s.".formatted(w, b));
    }
    int k = x.dim(-1);
    if (k != w.dim(0) && k != Shape.UNKNOWN && w.dim(0) != Shape.UNKNOWN) {
      throw new ShapeException(
          "matmul: a %s has inner dimension %d but b %s has %d".formatted(x, k, w, w.dim(0)));
    }
    return new Spec[] {in[0].as(x.with(-1, w.dim(1)))};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor x = in[0];
    Tensor rows = x.rank() == 1 ? x.expandDims(0) : x;
    Tensor y = rows.matmul(in[1]);
    Tensor sum = (x.rank() == 1 ? y.squeeze(0) : y).add(in[2]);
    return new Tensor[] {activation == null ? sum : Engine.run(activation, sum)};
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
    Tensor g = beforeActivation(activation, new Affine(null), in, out, dy);
    Tensor x = in[0];
    Tensor w = in[1];
    Tensor gRows = g.rank() == 2 ? g : g.reshape(-1, w.shape().dim(1));
    Tensor xRows = x.rank() == 2 ? x : x.reshape(-1, w.shape().dim(0));
    return new @Nullable Tensor[] {
      wanted[0] ? gRows.matmul(w, false, true).reshape(x.shape()) : null,
      wanted[1] ? xRows.matmul(gRows, true, false) : null,
      wanted[2] ? gRows.sum(0) : null
    };
  }

  /**
   * The gradient of the sum before the activation.
   *
   * @param plain the op without the activation
   */
  static Tensor beforeActivation(
      @Nullable Unary activation, Op plain, Tensor[] in, Tensor[] out, Tensor[] dy) {
    if (activation == null) {
      return dy[0];
    }
    // Of the sum before the activation nothing was kept; few activations need it.
    Tensor sum = activation.keep() == Unary.Keep.INPUT ? Engine.run(plain, in) : out[0];
    Tensor g = activation.vjp(new Tensor[] {sum}, out, dy)[0];
    return g == null ? dy[0].zerosLike() : g;
  }
}

package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link PoolOp}'s maximum: {@code x (batch, spatial…, channels)} with {@code dy
 * (batch, places…, channels)} gives a tensor like x. Of several largest under a window the first,
 * in row-major order, gets the gradient.
 */
public record MaxPoolGrad(Window window) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    checkLike(label(), in, "dy", window.places(label(), Expect.first(label(), in, "x, dy")));
    return new Spec[] {in[0]};
  }

  /** The second input must be like the first, but of this shape. */
  static void checkLike(String op, Spec[] in, String name, Shape expected) {
    Expect.count(op, in, 2, "x, " + name);
    Expect.floating(op, "x", in[0]);
    Expect.sameType(op, "x", in[0], name, in[1]);
    Expect.sameShape(op, "the expected " + name, expected, name, in[1].shape());
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor dy = in[1];
    Tensor[] chosen = chosen(window, in[0]);
    Tensor zeros = dy.zerosLike();
    Tensor[] parts = new Tensor[chosen.length];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = Engine.run(new Select(), chosen[p], dy, zeros);
    }
    return new Tensor[] {window.gathered(parts, in[0].shape())};
  }

  /** For every element of the window, whether it is the first of the largest at each place. */
  static Tensor[] chosen(Window window, Tensor x) {
    Shape places = window.places("max_pool", x.shape());
    Tensor[] views = window.views(window.padded(x, Double.NEGATIVE_INFINITY), places);
    Tensor best = views[0].stopGradient();
    Tensor index = best.zerosLike().cast(DType.INT32);
    for (int p = 1; p < views.length; p++) {
      Tensor larger = views[p].greater(best);
      best = Engine.run(new Select(), larger, views[p].stopGradient(), best);
      index = Engine.run(new Select(), larger, Tensor.full(DType.INT32, p), index);
    }
    Tensor[] chosen = new Tensor[views.length];
    for (int p = 0; p < views.length; p++) {
      chosen[p] = index.equal(Tensor.full(DType.INT32, p));
    }
    return chosen;
  }

  @Override
  public boolean definesGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {null, Engine.run(new MaxPoolPick(window), in[0], dy[0])};
  }
}

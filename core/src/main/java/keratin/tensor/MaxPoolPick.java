package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * What lies in {@code values} where {@link PoolOp} finds the largest of {@code x}; both {@code
 * (batch, spatial…, channels)}, the result {@code (batch, places…, channels)}. The gradient of
 * {@link MaxPoolGrad} by dy.
 */
public record MaxPoolPick(Window window) implements Fused {
  @Override
  public Spec[] infer(Spec[] in) {
    Shape x = Expect.first(label(), in, "x, values");
    MaxPoolGrad.checkLike(label(), in, "values", x);
    return new Spec[] {in[0].as(window.places(label(), x))};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor[] chosen = MaxPoolGrad.chosen(window, in[0]);
    Shape places = window.places(label(), in[0].shape());
    Tensor[] views = window.views(window.padded(in[1], 0), places);
    Tensor y = views[0];
    for (int p = 1; p < views.length; p++) {
      y = Engine.run(new Select(), chosen[p], views[p], y);
    }
    return new Tensor[] {y};
  }

  @Override
  public boolean definesGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {null, Engine.run(new MaxPoolGrad(window), in[0], dy[0])};
  }
}

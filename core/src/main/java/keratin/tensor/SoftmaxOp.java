package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Positive numbers that sum to 1 over the last axis, {@code exp(x) / Σ exp(x)}, or their logarithm
 * {@code x − ln Σ exp(x)}. The largest element is subtracted first, so nothing overflows.
 *
 * @param log true for the logarithm
 */
public record SoftmaxOp(boolean log) implements Fused {
  @Override
  public String label() {
    return log ? "log_softmax" : "softmax";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 1, "x");
    Expect.floating(label(), "x", in[0]);
    Expect.rank(label(), "x", in[0], 1);
    return new Spec[] {in[0]};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor x = in[0];
    if (x.size() == 0) {
      return new Tensor[] {x.mul(1)};
    }
    Tensor shifted = x.sub(keep(Reduce.Kind.MAX, x.stopGradient()));
    Tensor powers = shifted.exp();
    Tensor sum = keep(Reduce.Kind.SUM, powers);
    return new Tensor[] {log ? shifted.sub(sum.log()) : powers.div(sum)};
  }

  /** A reduction of the last axis to length 1. */
  static Tensor keep(Reduce.Kind kind, Tensor x) {
    return Engine.run(new Reduce(kind, 1 << x.rank() - 1, true), x);
  }

  @Override
  public boolean keepsInput(int index) {
    return false;
  }

  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {Engine.run(new SoftmaxGrad(log), out[0], dy[0])};
  }
}

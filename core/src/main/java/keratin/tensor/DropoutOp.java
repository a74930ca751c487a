package keratin.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Inverted dropout: elements are set to zero with probability {@code rate}, the others divided by
 * {@code 1 − rate}, so that the expected sum stays. Inputs are {@code x} and a seed as {@link
 * RandomDraw} takes it; the same seed drops the same elements.
 *
 * @param rate 0 to 1, 1 excluded
 */
public record DropoutOp(double rate) implements Fused {
  /** Checks the rate. */
  public DropoutOp {
    if (!(rate >= 0 && rate < 1)) {
      throw new TensorException(
          "dropout: the rate is %s but must be at least 0 and below 1.".formatted(rate));
    }
  }

  /** Probability that an element stays. */
  public double keepProbability() {
    return 1 - rate;
  }

  @Override
  public String label() {
    return "dropout";
  }

  @Override
  public Spec[] infer(Spec[] in) {
    Expect.count(label(), in, 2, "x, seed");
    Expect.drawn(label(), "x", in[0]);
    Expect.seed(label(), in[1]);
    return new Spec[] {in[0]};
  }

  @Override
  public Tensor[] decompose(Tensor[] in) {
    Tensor x = in[0];
    Tensor u = Engine.run(new RandomDraw.Uniform(x.shape(), x.dtype(), 0, 1), in[1]);
    Tensor dropped = u.less(rate);
    return new Tensor[] {Tensor.where(dropped, x.zerosLike(), x.mul(1 / keepProbability()))};
  }

  /** The same elements of the gradient are dropped: linear, so no mask has to be kept. */
  @Override
  public @Nullable Tensor[] vjp(Tensor[] in, Tensor[] out, Tensor[] dy) {
    return new @Nullable Tensor[] {Engine.run(this, dy[0], in[1]), null};
  }
}

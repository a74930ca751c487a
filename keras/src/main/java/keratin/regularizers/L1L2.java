package keratin.regularizers;

import keratin.config.Option;
import keratin.tensor.Tensor;

/** {@code l1 · Σ |x| + l2 · Σ x²}. */
public final class L1L2 extends Regularizer {
  private final Option<Double> l1 = option("l1", Penalty.FACTOR, 0.0);
  private final Option<Double> l2 = option("l2", Penalty.FACTOR, 0.0);

  /** Without any penalty, until factors are given. */
  public L1L2() {}

  /** With these factors. */
  public L1L2(double l1, double l2) {
    this.l1.set(l1);
    this.l2.set(l2);
  }

  @Override
  public Tensor call(Tensor x) {
    Tensor penalty = Tensor.full(x.dtype(), 0);
    if (l1.get() != 0) {
      penalty = penalty.add(x.abs().sum().mul(l1.get()));
    }
    if (l2.get() != 0) {
      penalty = penalty.add(x.square().sum().mul(l2.get()));
    }
    return penalty;
  }
}

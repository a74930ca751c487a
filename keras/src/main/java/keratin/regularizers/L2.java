package keratin.regularizers;

import keratin.config.Option;
import keratin.tensor.Tensor;

/** {@code l2 · Σ x²}: weights stay small. */
public final class L2 extends Regularizer {
  private final Option<Double> l2 = option("l2", Penalty.FACTOR, 0.01);

  /** With the factor 0.01. */
  public L2() {}

  /** With this factor. */
  public L2(double l2) {
    this.l2.set(l2);
  }

  @Override
  public Tensor call(Tensor x) {
    return x.square().sum().mul(l2.get());
  }
}

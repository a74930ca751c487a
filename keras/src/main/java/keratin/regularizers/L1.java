package keratin.regularizers;

import keratin.config.Option;
import keratin.tensor.Tensor;

/** {@code l1 · Σ |x|}: many weights become 0. */
public final class L1 extends Regularizer {
  private final Option<Double> l1 = option("l1", Penalty.SINGLE, 0.01);

  /** With the factor 0.01. */
  public L1() {}

  /** With this factor. */
  public L1(double l1) {
    this.l1.set(l1);
  }

  @Override
  public Tensor call(Tensor x) {
    return x.abs().sum().mul(l1.get());
  }
}

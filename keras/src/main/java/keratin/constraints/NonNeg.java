package keratin.constraints;

import keratin.tensor.Tensor;

/** Replaces negative weights by 0. */
public final class NonNeg extends Constraint {
  @Override
  public Tensor call(Tensor weight) {
    return weight.maximum(0);
  }
}

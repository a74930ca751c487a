package keratin.regularizers;

import keratin.config.Configurable;
import keratin.tensor.Tensor;

/** A penalty on the size of weights or outputs, added to the loss. */
public abstract class Regularizer extends Configurable {
  /** The penalty, a scalar. */
  public abstract Tensor call(Tensor x);
}

package keratin.constraints;

import keratin.config.Configurable;
import keratin.tensor.Tensor;

/**
 * A condition on a weight: an optimizer puts the weight through {@link #call} after every step.
 *
 * <p>One's own: extend this and write {@link #call}.
 */
public class Constraint extends Configurable {
  /** The weight that fulfils the condition, of the same shape and dtype: here any weight does. */
  public Tensor call(Tensor weight) {
    return weight;
  }
}

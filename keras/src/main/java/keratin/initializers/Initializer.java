package keratin.initializers;

import keratin.config.Configurable;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/**
 * Makes the first value of a weight.
 *
 * <p>One's own: extend this and write {@link #call}.
 */
public abstract class Initializer extends Configurable {
  /** A tensor of this shape and dtype; an initializer with a seed gives the same one every time. */
  public abstract Tensor call(Shape shape, DType dtype);
}

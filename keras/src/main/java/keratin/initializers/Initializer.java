package keratin.initializers;

import java.util.List;
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

  /**
   * As {@link #call(Shape, DType)} for a weight with these axes of inputs and outputs; matters to
   * those that scale by their number and were not told their own.
   */
  public Tensor call(Shape shape, DType dtype, List<Integer> inputAxes, List<Integer> outputAxes) {
    return call(shape, dtype);
  }
}

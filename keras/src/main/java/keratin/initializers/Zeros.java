package keratin.initializers;

import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Zeros: the default of biases. */
public final class Zeros extends Initializer {
  @Override
  public Tensor call(Shape shape, DType dtype) {
    return Tensor.full(dtype, 0, shape.dims());
  }
}

package keratin.initializers;

import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Ones. */
public final class Ones extends Initializer {
  @Override
  public Tensor call(Shape shape, DType dtype) {
    return Tensor.full(dtype, 1, shape.dims());
  }
}

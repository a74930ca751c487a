package keratin.layers.reshaping;

import keratin.ops.Ops;
import keratin.tensor.Shape;
import keratin.tensor.Tensor;

/** Repeats elements along axes: what upsampling does without interpolation. */
final class Enlarge {
  private Enlarge() {}

  /** Every element {@code factors[i]} times along the axis {@code first + i}. */
  static Tensor repeat(Tensor x, int first, int[] factors) {
    if (x.isSymbolic()) {
      return Tensor.symbol(x.spec().as(shape(x.shape(), first, factors)));
    }
    Tensor y = x;
    for (int i = 0; i < factors.length; i++) {
      y = factors[i] == 1 ? y : Ops.repeat(y, factors[i], first + i);
    }
    return y;
  }

  /** The shape with axes so many times as long. */
  static Shape shape(Shape x, int first, int[] factors) {
    Shape shape = x;
    for (int i = 0; i < factors.length; i++) {
      int length = x.dim(first + i);
      shape = shape.with(first + i, length == Shape.UNKNOWN ? length : length * factors[i]);
    }
    return shape;
  }
}

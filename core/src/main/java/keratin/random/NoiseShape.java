package keratin.random;

import keratin.tensor.Shape;
import keratin.tensor.ShapeException;

/** The shape of the decisions of a dropout, which are broadcast to the elements. */
public final class NoiseShape {
  private NoiseShape() {}

  /**
   * {@code noise} with the lengths of {@code x} where it names none.
   *
   * @throws ShapeException if the numbers of axes differ
   */
  public static Shape of(Shape noise, Shape x) {
    if (noise.rank() != x.rank()) {
      throw new ShapeException(
          "dropout: the noise shape %s must have as many axes as x %s.".formatted(noise, x));
    }
    int[] dims = noise.dims();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dims[i] == Shape.UNKNOWN ? x.dim(i) : dims[i];
    }
    return Shape.of(dims);
  }
}

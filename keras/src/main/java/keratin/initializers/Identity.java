package keratin.initializers;

import keratin.config.Kind;
import keratin.config.Option;
import keratin.tensor.DType;
import keratin.tensor.Shape;
import keratin.tensor.ShapeException;
import keratin.tensor.Tensor;

/** {@code gain} on the diagonal of a matrix, 0 elsewhere. */
public final class Identity extends Initializer {
  // Keras' own config leaves the gain out, and reads it where it stands.
  private final Option<Double> gain = option("gain", Kind.FLOAT, 1.0);

  /** The identity matrix. */
  public Identity() {}

  /** The identity matrix times a number. */
  public Identity(double gain) {
    this.gain.set(gain);
  }

  /**
   * The matrix.
   *
   * @throws ShapeException if the shape is not that of a matrix
   */
  @Override
  public Tensor call(Shape shape, DType dtype) {
    if (shape.rank() != 2) {
      throw new ShapeException(
          "Identity initializes matrices, but the weight has the shape %s.".formatted(shape));
    }
    double[] data = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < Math.min(shape.dim(0), shape.dim(1)); i++) {
      data[i * shape.dim(1) + i] = gain.get();
    }
    return Tensor.of(data, shape).cast(dtype);
  }
}
